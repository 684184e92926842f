"""The `desk` command: the same use cases as the window, for district IT, scripts and tests. No Qt."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from itertools import islice
from typing import NoReturn

from desk_app.domain.errors import DeskError
from desk_app.domain.paper_name import RECEIPT
from desk_app.settings import PAPERS
from desk_app.usecases.custody import CHOICES
from desk_app.usecases.list_papers import PRINTED_LISTS
from desk_app.usecases.work_lists import LISTS
from ui.cli import (
    act_commands,
    bundle_commands,
    commune_commands,
    courier,
    desk_commands,
    dossier_commands,
    office_commands,
    print_commands,
    restore_command,
    scan_commands,
    schedule_command,
)
from ui.cli.act_line import READERS
from ui.cli.output import complain
from ui.cli.words import count, day, desk_number, gap, month, place, text
from ui.messages import sentence_of

Command = Callable[[argparse.Namespace], int | None]
BAD_INPUT = 2


class _Parser(argparse.ArgumentParser):
    """Speaks one sentence where argparse would print a usage block."""

    def error(self, message: str) -> NoReturn:
        complain(f"{self.prog}: {message}. Xem “{self.prog} --help”.")
        raise SystemExit(BAD_INPUT)


class _OptionsAnywhere(_Parser):
    """Takes options between the words too: argparse gives up a list of files that an option stands before."""

    def parse_known_args(self, args=None, namespace=None):  # type: ignore[no-untyped-def]
        options: list[str] = []
        words: list[str] = []
        rest = iter(sys.argv[1:] if args is None else args)
        for word in rest:
            action = self._option_string_actions.get(word)
            if word == "--":
                words += rest
            elif action is None and not word.startswith("--"):
                words.append(word)
            else:
                options += [word] if action is None or action.nargs == 0 else [word, *islice(rest, 1)]
        return super().parse_known_args([*options, "--", *words] if words else options, namespace)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, 1 (refused), 2 (bad input) or 3 (`verify` found something)."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A path may hold any bytes, and naming it must not fail; what is read must be whole. Windows begins a
            # file with a byte order mark.
            if stream is sys.stdin:
                stream.reconfigure(encoding="utf-8-sig", errors="strict")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        args = parser().parse_args(arguments)
        command: Command = args.command
        return command(args) or 0
    except DeskError as error:
        complain(sentence_of(error))
        return error.exit_status
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left to say has no listener
        return 1
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    """Return the whole command line."""
    top = _Parser(prog="desk", description="Quầy Một Cửa: dòng lệnh của quầy tiếp nhận hồ sơ.")
    commands = top.add_subparsers(required=True, metavar="LỆNH", parser_class=_Parser)
    _dossier_commands(commands)
    _office_commands(commands)
    _desk_commands(commands)
    _officer_commands(commands)
    _scan_commands(commands)
    return top


def _dossier_commands(commands: "argparse._SubParsersAction[_Parser]") -> None:
    receive = _add(commands, "receive", dossier_commands.receive)
    receive.add_argument("file", metavar="FILE|-")
    receive.add_argument("--at-once", action="store_true", help="hand the result over in the same visit")
    refuse = _add(commands, "refuse", dossier_commands.refuse)
    refuse.add_argument("file", metavar="FILE|-")
    find = _add(commands, "find", dossier_commands.find)
    find.add_argument("text", type=text)
    find.add_argument("--limit", type=count, default=50)
    for name, command in (("show", dossier_commands.show), ("start", dossier_commands.start),
                          ("finish", dossier_commands.finish)):  # fmt: skip
        _add(commands, name, command).add_argument("number", type=text)
    hand_over = _add(commands, "hand-over", dossier_commands.hand_over)
    hand_over.add_argument("number", type=text)
    hand_over.add_argument("--to", type=text, required=True, metavar="NAME")
    hand_over.add_argument("--relation", type=text, default="applicant")
    hand_over.add_argument("--proof", type=text, default="slip")
    take_over = _add(commands, "take-over", commune_commands.take_over)
    which = take_over.add_mutually_exclusive_group(required=True)
    which.add_argument("number", type=text, nargs="?")
    which.add_argument("--all-of", type=desk_number, metavar="N", help="mọi hồ sơ chưa xong của quầy N")
    take_over.add_argument("--reason", type=text, default="")
    give = _add(commands, "give", commune_commands.give)
    give.add_argument("number", type=text)
    give.add_argument("--desk", type=desk_number, required=True, metavar="N")
    give.add_argument("--reason", type=text, default="")
    _add(commands, "conflicts", commune_commands.conflicts)
    settle = _add(commands, "settle", commune_commands.settle)
    settle.add_argument("number", type=text)
    settle.add_argument("name", type=text)
    settle.add_argument("choice", choices=CHOICES)
    settle.add_argument("--note", type=text, default="")
    act = _add(commands, "act", act_commands.act)
    act.add_argument("number", type=text)
    act.add_argument("move", choices=sorted(READERS))
    timeliness = _add(commands, "timeliness", act_commands.timeliness)
    timeliness.add_argument("number", type=text)
    print_paper = _add(commands, "print", print_commands.print_paper)
    print_paper.add_argument("number", type=text)
    print_paper.add_argument("--out", required=True, metavar="FILE")
    print_paper.add_argument("--form", type=text, default=RECEIPT, metavar="NAME[@SEQ]")
    print_paper.add_argument("--paper", choices=PAPERS)
    print_paper.add_argument("--start", type=count, default=1, metavar="N", help="nhãn trống đầu tiên trên tờ nhãn")
    print_paper.add_argument("--raw", action="store_true", help="ghi lệnh ESC/POS của máy in nhiệt thay cho PDF")
    print_day = _add(commands, "print-day", print_commands.print_day)
    print_day.add_argument("--out", required=True, metavar="FILE")
    days = print_day.add_mutually_exclusive_group()
    days.add_argument("--on", type=day, metavar="YYYY-MM-DD")
    days.add_argument("--month", type=month, metavar="YYYY-MM")
    starts = print_day.add_mutually_exclusive_group()
    starts.add_argument("--from", dest="first", type=count, metavar="N")
    starts.add_argument("--from-page", type=count, metavar="PAGE")
    print_day.add_argument("--paper", choices=PAPERS)
    print_list = _add(commands, "print-list", print_commands.print_list)
    print_list.add_argument("name", choices=tuple(PRINTED_LISTS))
    print_list.add_argument("--out", required=True, metavar="FILE")
    due = _add(commands, "due", dossier_commands.due)
    due.add_argument("code", type=text)
    due.add_argument("--received", type=text, required=True, metavar="ISO")


def _office_commands(commands: "argparse._SubParsersAction[_Parser]") -> None:
    lists = _add(commands, "lists", office_commands.lists)
    lists.add_argument("name", choices=tuple(LISTS))
    decisions = _add(commands, "decisions", office_commands.decided)
    decisions.add_argument("--seen", type=bytes.fromhex, metavar="DECISION")
    decisions.add_argument("--note", type=text, default="")
    closures = commands.add_parser("closures").add_subparsers(required=True, parser_class=_Parser)
    for name, command in (("plan", office_commands.closure_plan), ("declare", office_commands.closure_declare)):
        closure = _add(closures, name, command)
        closure.add_argument("first", type=day, metavar="YYYY-MM-DD")
        closure.add_argument("last", type=day, nargs="?", metavar="YYYY-MM-DD")
        closure.add_argument("--reason", type=text, required=True)
        if name == "declare":
            closure.add_argument("--notices", action="store_true", help="xếp hàng in một thông báo cho mỗi hồ sơ")
    calendar = _add(closures, "calendar", office_commands.closure_calendar)
    calendar.add_argument("--plan", action="store_true", help="chỉ xem, không ghi gì")
    calendar.add_argument("--reason", type=text, default="")
    calendar.add_argument("--notices", action="store_true", help="xếp hàng in một thông báo cho mỗi hồ sơ")
    undo = _add(closures, "undo", office_commands.closure_undo)
    undo.add_argument("closure", type=count)
    undo.add_argument("--reason", type=text, required=True)
    _add(closures, "list", office_commands.closure_list)
    close = _add(commands, "close-day", office_commands.close_day)
    close.add_argument("--on", type=day, metavar="YYYY-MM-DD")
    close.add_argument("--signed-by", type=text, required=True, metavar="NAME")
    close.add_argument("--witnessed-by", type=text, required=True, metavar="NAME")
    close.add_argument("--gap", type=gap, action="append", metavar="NUMBER=REASON")
    close.add_argument("--again", action="store_true", help="chốt lại ngày đã chốt")
    bag = commands.add_parser("bag").add_subparsers(required=True, parser_class=_Parser)
    pack = _add(bag, "pack", office_commands.bag_pack)
    pack.add_argument("numbers", type=text, nargs="+")
    pack.add_argument("--to", type=text, required=True, metavar="NAME")
    pack.add_argument("--to-kind", default="officer", choices=("officer", "body", "desk"))
    pack.add_argument("--again", action="store_true", help="lấy hồ sơ ra khỏi túi chưa ai nhận")
    opened = _add(bag, "receive", office_commands.bag_receive)
    opened.add_argument("bag", type=text)
    opened.add_argument("--by", type=text, required=True, metavar="NAME")
    for name in ("--missing", "--surplus"):
        opened.add_argument(name, type=text, action="append", default=[], metavar="NUMBER")
    opened.add_argument("--note", type=text, default="")
    pad = commands.add_parser("pad").add_subparsers(required=True, parser_class=_Parser)
    _add(pad, "reserve", office_commands.pad_reserve).add_argument("sheets", type=count)
    spoil = _add(pad, "spoil", office_commands.pad_spoil)
    spoil.add_argument("number", type=text)
    spoil.add_argument("--reason", type=text, required=True)


def _desk_commands(commands: "argparse._SubParsersAction[_Parser]") -> None:
    init = _add(commands, "init", desk_commands.init)
    init.add_argument("--agency-code", type=text, required=True)
    init.add_argument("--agency-name", type=text, required=True)
    init.add_argument("--desk", type=int, default=1, choices=range(1, 10), metavar="1-9")
    init.add_argument("--first-number", type=int, default=1)
    init.add_argument("--district", type=text, default="", metavar="URL")
    init.add_argument("--enrol", type=text, default="", metavar="CODE")
    init.add_argument("--ca", default="", metavar="FILE")
    init.add_argument("--copy", default="", metavar="DIR", help="thư mục của bản sao thứ hai, nên ở ổ đĩa khác")
    for name in ("--parent-body", "--place", "--hotline"):
        init.add_argument(name, type=text, default="")
    init.add_argument("--legal-profile", default="TT03/2025", choices=("TT01/2018", "TT03/2025"))
    restore = _add(commands, "restore", restore_command.restore)
    restore.add_argument("--from", dest="source", default="", metavar="DIR", help="bản sao thứ hai hoặc bản lưu")
    restore.add_argument("--enrol", type=text, default="", metavar="CODE", help="không có bản sao: mã huyện vừa cấp")
    restore.add_argument("--agency-code", type=text, default="", help="đi cùng --enrol")
    restore.add_argument("--desk", type=int, default=1, choices=range(1, 10), metavar="1-9", help="đi cùng --enrol")
    restore.add_argument("--last-slip", type=text, metavar="NUMBER", help="số trên giấy hẹn cuối cùng còn trong tay")
    restore.add_argument("--district", type=text, default="", metavar="URL", help="khác với địa chỉ trong dữ liệu")
    restore.add_argument("--ca", default="", metavar="FILE", help="chứng chỉ của huyện, khác với tệp trong dữ liệu")
    restore.add_argument("--without-district", action="store_true", help="không lấy phần cuối từ máy chủ")
    restore.add_argument("--copy", default="", metavar="DIR", help="thư mục của bản sao thứ hai, nên ở ổ đĩa khác")
    sync = _add(commands, "sync", desk_commands.sync)
    sync.add_argument("--scans", action="store_true", help="gửi cả bản quét, dù chưa đến giờ")
    for name, command in (("status", desk_commands.status),
                          ("verify", desk_commands.verify), ("rebuild", desk_commands.rebuild)):  # fmt: skip
        _add(commands, name, command)
    bundle = commands.add_parser("bundle").add_subparsers(required=True, parser_class=_Parser)
    for name, command in (("export", bundle_commands.bundle_export), ("import", bundle_commands.bundle_import)):
        _add(bundle, name, command).add_argument("folder", type=text, metavar="FOLDER")
    courier.add_options(_add(commands, "courier", courier.courier))
    schedule_command.add_options(_add(commands, "schedule", schedule_command.schedule))
    _add(commands, "read-card", desk_commands.read_card).add_argument("text", type=text)
    catalogue = commands.add_parser("catalogue").add_subparsers(required=True, parser_class=_Parser)
    _add(catalogue, "import", desk_commands.import_catalogue).add_argument("file")
    calendar = commands.add_parser("calendar").add_subparsers(required=True, parser_class=_Parser)
    _add(calendar, "import", desk_commands.import_calendar).add_argument("file")
    changed = _add(calendar, "day", desk_commands.change_day)
    changed.add_argument("on", type=day, metavar="YYYY-MM-DD")
    changed.add_argument("type", choices=("off", "working", "ordinary"))
    changed.add_argument("--name", type=text, default="")
    changed.add_argument("--reason", type=text, required=True)
    settings = _add(commands, "settings", desk_commands.settings)
    settings.add_argument("name", type=text, nargs="?")
    settings.add_argument("value", type=text, nargs="?")


def _officer_commands(commands: "argparse._SubParsersAction[_Parser]") -> None:
    officer = commands.add_parser("officer").add_subparsers(required=True, parser_class=_Parser)
    _add(officer, "add", desk_commands.officer_add).add_argument("name", type=text)
    _add(officer, "password", desk_commands.officer_password)
    _add(officer, "recover", desk_commands.officer_recover).add_argument("name", type=text, nargs="?")


def _scan_commands(commands: "argparse._SubParsersAction[_Parser]") -> None:
    kind: type[_Parser] = _OptionsAnywhere
    scan = commands.add_parser("scan").add_subparsers(required=True, parser_class=kind)
    add = _add(scan, "add", scan_commands.add)
    add.add_argument("number", type=text)
    add.add_argument("files", type=text, nargs="*", metavar="FILE")
    add.add_argument("--paper", type=place, default=0, metavar="N", help="giấy tờ thứ mấy của hồ sơ")
    add.add_argument("--folder", type=text, default="", metavar="DIR", help="lấy tệp từ thư mục này, cũ trước")
    add.add_argument("--device", type=text, metavar="DEVICE", help="quét một trang từ mặt kính của máy quét này")
    add.add_argument("--feeder", action="store_true", help="quét hết giấy trong khay nạp")
    _add(scan, "devices", scan_commands.devices)
    _add(scan, "fetch", scan_commands.fetch).add_argument("number", type=text, nargs="?")
    _add(scan, "list", scan_commands.listing).add_argument("number", type=text)
    for name, command in (("export", scan_commands.export), ("remove", scan_commands.remove)):
        one = _add(scan, name, command)
        one.add_argument("number", type=text)
        one.add_argument("--scan", type=count, required=True, metavar="SEQ")
        if name == "export":
            one.add_argument("--out", required=True, metavar="FILE")
        else:
            one.add_argument("--reason", type=text, required=True)


def _add(commands: "argparse._SubParsersAction[_Parser]", name: str, command: Command) -> argparse.ArgumentParser:
    added = commands.add_parser(name, help=(command.__doc__ or "").splitlines()[0])
    added.add_argument("--home", metavar="DIR", help="thư mục dữ liệu của quầy")
    if name == "act":
        added.add_argument("--json", dest="facts", metavar="FILE|-", help="dữ kiện của việc làm")
    else:
        added.add_argument("--json", action="store_true", help="mỗi dòng một đối tượng JSON")
    if name == "init":
        added.add_argument("--officer", dest="officer_name", type=text, required=True, metavar="NAME")
    else:
        added.add_argument("--officer", type=text, metavar="NAME", help="ai làm, khi quầy có nhiều cán bộ")
    added.set_defaults(command=command)
    return added


if __name__ == "__main__":
    raise SystemExit(main())
