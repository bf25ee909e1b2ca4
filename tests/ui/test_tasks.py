"""Work off the screen's thread: where each part runs, how it ends, how it is stopped."""

from threading import current_thread, main_thread

from pytestqt.qtbot import QtBot

from school_desk.ui.tasks import Job, StoppedError, Tasks


def test_work_runs_elsewhere_and_its_outcome_arrives_here(qtbot: QtBot, tasks: Tasks) -> None:
    threads = {}

    def work(job: Job) -> int:
        threads["work"] = current_thread()
        job.step(1, 2)
        return 42

    def success(result: int) -> None:
        threads["success"] = current_thread()
        threads["result"] = result

    def progress(_done: int, _total: int) -> None:
        threads["progress"] = current_thread()

    task = tasks.run(work, success=success, failure=threads.setdefault, progress=progress)
    with qtbot.waitSignal(task.ended):
        pass

    assert threads["result"] == 42
    assert threads["work"] is not main_thread()
    assert threads["success"] is threads["progress"] is main_thread()


def test_a_failure_is_handed_over_whole(qtbot: QtBot, tasks: Tasks) -> None:
    failures: list[Exception] = []

    def work(_job: Job) -> None:
        raise LookupError("no such page")

    with qtbot.waitSignal(tasks.run(work, success=print, failure=failures.append).ended):
        pass

    assert isinstance(failures[0], LookupError)


def test_a_stopped_job_ends_at_its_next_step(qtbot: QtBot, tasks: Tasks) -> None:
    failures: list[Exception] = []
    steps: list[int] = []

    def work(job: Job) -> None:
        for done in range(1000):
            steps.append(done)
            if done == 3:
                job.stop()
            job.step(done, 1000)

    with qtbot.waitSignal(tasks.run(work, success=print, failure=failures.append).ended):
        pass

    assert isinstance(failures[0], StoppedError)
    assert steps == [0, 1, 2, 3]


def test_everything_ends_before_the_window_does(tasks: Tasks) -> None:
    done: list[int] = []
    tasks.run(lambda _job: done.append(1), success=print, failure=print)

    tasks.wait()

    assert done == [1]
