"""Commands about the desk's day: work lists, closures, the closing of the day, bags, pads."""

import argparse
from typing import Any

from desk_app.usecases import bags, closing, closures, decisions, pads, work_lists
from desk_app.usecases.moved_days import Affected
from ui.cli.dossier_commands import number_of
from ui.cli.output import say, say_line
from ui.cli.records import iso, row_record
from ui.cli.session import office_of


def lists(args: argparse.Namespace) -> None:
    """Print a work list: today, late, apology, uncollected, supplements or posted; one dossier a line."""
    with office_of(args) as office:
        for entry in work_lists.LISTS[args.name](office):
            record = {"why": entry.why, **row_record(entry.row)}
            if args.json:
                say(record, as_json=True)
            else:
                say_line(f"{entry.row.number}  {entry.why}  {iso(entry.row.promised_at) or '-'}  {entry.row.name}")


def decided(args: argparse.Namespace) -> None:
    """List what the upper body decided and nobody here acted on; --seen takes one off without a move."""
    with office_of(args) as office:
        if args.seen:
            recorded = decisions.seen(office, args.seen, args.note)
            say({"decision": args.seen.hex(), "seq": recorded.seq}, args.json)
            return
        for row in decisions.waiting(office):
            step = decisions.next_step(row)
            record = {
                "decision": row.decision.decision.hex(), "number": row.decision.number, "verdict": row.decision.verdict,
                "decided_at": iso(row.decision.decided_at), "decided_by": row.decision.decided_by,
                "reason": row.decision.reason, "items": list(row.decision.items),
                "result_number": row.decision.result_number, "unfit": row.unfit,
                "here": row.dossier is not None, "next": None if step is None else step.value,
            }  # fmt: skip
            say(record, args.json)


def closure_plan(args: argparse.Namespace) -> None:
    """List who an unplanned closure would move; writes nothing."""
    with office_of(args) as office:
        days = closures.days_between(args.first, args.last or args.first)
        for affected in closures.plan_closure(office, days, args.reason):
            _say_affected(affected, args.json)


def closure_declare(args: argparse.Namespace) -> None:
    """Write an unplanned closure and every date it moves; --notices queues a notice for each."""
    with office_of(args) as office:
        days = closures.days_between(args.first, args.last or args.first)
        done = closures.declare_closure(office, days, args.reason, paper="a4" if args.notices else None)
        say({"closure": done.closure, "moved": list(done.moved), "notices": len(done.print_ids)}, args.json)


def closure_calendar(args: argparse.Namespace) -> None:
    """Move what was promised to where the calendar now in force puts it; --plan lists who is affected, no more."""
    with office_of(args) as office:
        if args.plan:
            for affected in closures.plan_new_calendar(office):
                _say_affected(affected, args.json)
            return
        done = closures.apply_new_calendar(office, args.reason, paper="a4" if args.notices else None)
        say({"closure": done.closure, "moved": list(done.moved), "notices": len(done.print_ids)}, args.json)


def closure_undo(args: argparse.Namespace) -> None:
    """Take a closure back, as long as no notice is out."""
    with office_of(args) as office:
        say({"closure": args.closure, "moved_back": list(closures.undo_closure(office, args.closure, args.reason))},
            args.json)  # fmt: skip


def closure_list(args: argparse.Namespace) -> None:
    """List the closures, newest first."""
    with office_of(args) as office:
        for closure in office.store.books.closures():
            record = {
                "closure": closure.seq,
                "days": [day.isoformat() for day in closure.days],
                "reason": closure.reason,
                "declared_at": iso(closure.declared_at),
                "moved": [move.number for move in closure.moves],
                "undone_at": iso(closure.undone_at),
            }
            say(record, args.json)


def close_day(args: argparse.Namespace) -> None:
    """Close the day: counts, numbers, gaps with reasons, the head of the chain; signed by two."""
    with office_of(args) as office:
        reasons = dict(args.gap or ())
        begins = tuple(gap.first for gap in closing.day_to_close(office, args.on).facts.gaps) if reasons else ()
        for counter in reasons:
            if counter not in begins:
                raise closing.NoSuchGapError(counter=counter, allowed=begins)
        done = closing.close_day(office, args.signed_by, args.witnessed_by, reasons, on=args.on, again=args.again)
        facts = closing.day_to_close(office, args.on).facts
        say(
            {
                "on": facts.on.isoformat(),
                "received": facts.received,
                "refused": facts.refused,
                "finished": facts.finished,
                "handed_over": facts.handed_over,
                "first_number": facts.first_number,
                "last_number": facts.last_number,
                "due_next": facts.due_next,
                "not_at_district": facts.not_at_district,
                "cash": facts.counts.money.cash if facts.counts.money else 0,
                "seq": done.seq,
                "head": done.chain.hex(),
            },
            args.json,
        )


def bag_pack(args: argparse.Namespace) -> None:
    """Put dossiers into one bag for a case officer, another body, or back to the desk."""
    with office_of(args) as office:
        numbers = tuple(number_of(office, number) for number in args.numbers)
        packed = bags.pack(office, args.to_kind, args.to, numbers, take_out=numbers if args.again else ())
        say({"bag": packed.bag, "seq": packed.seq, "dossiers": len(set(numbers))}, args.json)


def bag_receive(args: argparse.Namespace) -> None:
    """Open a bag: name only what differs from its list."""
    with office_of(args) as office:
        named = (number_of(office, number) for number in args.missing)
        missing = tuple(dict.fromkeys((*named, *bags.taken_out(office, args.bag))))
        surplus = tuple(number_of(office, number) for number in args.surplus)
        bags.receive_bag(office, args.bag, args.by, missing, surplus, args.note)
        say({"bag": args.bag, "missing": list(missing), "surplus": list(surplus)}, args.json)


def pad_reserve(args: argparse.Namespace) -> None:
    """Reserve a block of numbers for a paper pad and queue its sheets."""
    with office_of(args) as office:
        recorded = pads.reserve_pad(office, args.sheets)
        pad = next(each for each in office.store.books.pads() if each.seq == recorded.seq)
        say({"on": pad.on.isoformat(), "first": pad.first, "last": pad.last}, args.json)


def pad_spoil(args: argparse.Namespace) -> None:
    """Say that a sheet of a pad will never be a dossier."""
    with office_of(args) as office:
        pads.spoil_sheet(office, args.number, args.reason)
        say({"number": args.number, "spoiled": True}, args.json)


def _say_affected(affected: Affected, as_json: bool) -> None:
    record: dict[str, Any] = {
        "number": affected.number,
        "name": affected.name,
        "procedure": affected.procedure,
        "due_at": iso(affected.due_at),
        "new_due_at": iso(affected.new_due_at),
        "explanation": affected.explanation,
    }
    say(record, as_json)
