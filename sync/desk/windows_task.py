"""The courier as a task of the Windows Task Scheduler, which runs whether somebody is signed in or not."""

from __future__ import annotations

import subprocess
from xml.sax.saxutils import escape

from sync.desk.nightly_job import DAY_BEGINS, DAY_ENDS, DELAY_MINUTES, NightlyJob

_FIRST_DAY = "2026-01-01"


def task_of(job: NightlyJob, user: str) -> str:
    """Return the task as XML for `schtasks /Create /XML`, to be written as UTF-16; `user` is whose desk it is.

    The order of the elements is the schema's. S4U: no password is kept, nobody needs to be signed in.
    """
    return f"""<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Quầy Một Cửa: gửi phần đã niêm phong lên máy chủ cấp trên</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>{_FIRST_DAY}T{job.clock}:00+07:00</StartBoundary>
      <Enabled>true</Enabled>
      <RandomDelay>PT{DELAY_MINUTES}M</RandomDelay>
      <ScheduleByDay>
        <DaysInterval>1</DaysInterval>
      </ScheduleByDay>
    </CalendarTrigger>
    <CalendarTrigger>
      <Repetition>
        <Interval>PT1H</Interval>
        <Duration>PT{int(DAY_ENDS) - int(DAY_BEGINS)}H</Duration>
        <StopAtDurationEnd>false</StopAtDurationEnd>
      </Repetition>
      <StartBoundary>{_FIRST_DAY}T{DAY_BEGINS}:{job.minute}:00+07:00</StartBoundary>
      <Enabled>true</Enabled>
      <ScheduleByDay>
        <DaysInterval>1</DaysInterval>
      </ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>{escape(user)}</UserId>
      <LogonType>S4U</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>false</RunOnlyIfNetworkAvailable>
    <Enabled>true</Enabled>
    <WakeToRun>true</WakeToRun>
    <ExecutionTimeLimit>PT12H</ExecutionTimeLimit>
    <Priority>7</Priority>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{escape(job.program[0])}</Command>
      <Arguments>{escape(subprocess.list2cmdline(job.program[1:]))}</Arguments>
      <WorkingDirectory>{escape(str(job.folder))}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"""
