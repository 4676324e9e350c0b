//! A program on a terminal of its own: keys in, the parsed screen out. Nothing here sleeps; every
//! wait is for something to be seen, and fails showing the screen.

use std::fmt::Write as _;
use std::io::{Read as _, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// How long anything may take before a test gives up: longer than the program itself waits for anything,
/// which is half a minute for a console that was asked to leave.
const PATIENCE: Duration = Duration::from_secs(90);

/// A running program and its screen.
pub struct Session {
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    /// Every byte that the program sent.
    pub sent: Vec<u8>,
    found_as: String,
}

fn cells(count: u16) -> NonZeroU16 {
    count.try_into().expect("a screen has cells")
}

impl Session {
    /// Starts a program on a terminal of this many columns and lines.
    pub fn start(mut command: CommandBuilder, columns: u16, lines: u16) -> Self {
        let size = PtySize { rows: lines, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let found_as = format!("{:?}", pair.master.get_termios().expect("a terminal has modes"));
        command.env("TERM", "xterm-256color");
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let mut reader = pair.master.try_clone_reader().expect("a terminal can be read");
        let keyboard = pair.master.take_writer().expect("a terminal can be written");
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let screen = vt100::Parser::new(cells(lines), cells(columns), 0);
        Self { master: pair.master, keyboard, child, output, screen, sent: Vec::new(), found_as }
    }

    /// Presses keys, as the bytes that a terminal sends for them.
    pub fn press(&mut self, keys: &str) {
        self.keyboard
            .write_all(keys.as_bytes())
            .and_then(|()| self.keyboard.flush())
            .expect("the program reads its keys");
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, columns: u16, lines: u16) {
        self.screen.screen_mut().set_size(cells(lines), cells(columns));
        let size = PtySize { rows: lines, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).expect("a terminal has a size");
    }

    /// Sends a signal to the program that was started.
    pub fn signal(&self, signal: Signal) {
        let number = self.child.process_id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw);
        kill_process(number.expect("the program runs"), signal).expect("the program can be signalled");
    }

    /// What stands on the screen, line by line.
    pub fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// The screen.
    pub fn screen(&self) -> &vt100::Screen {
        self.screen.screen()
    }

    /// Waits until the screen is so.
    pub fn wait_for(&mut self, what: &str, is_so: impl Fn(&vt100::Screen) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !is_so(self.screen.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("waited in vain for {what}; the screen:\n{}", self.framed())
                }
            }
        }
    }

    /// Waits until a text stands somewhere on the screen.
    pub fn wait_for_text(&mut self, text: &str) {
        self.wait_for(text, |screen| screen.contents().contains(text));
    }

    /// Waits until a frame that was begun after so many bytes were sent is whole, nothing of another one has
    /// come, and the text stands on the screen.
    pub fn wait_for_frame_since(&mut self, before: usize, text: &str) {
        let end = Instant::now() + PATIENCE;
        while !(self.is_whole_since(before) && self.text().contains(text)) {
            match self.output.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("waited in vain for a frame with {text}; the screen:\n{}", self.framed())
                }
            }
        }
    }

    fn is_whole_since(&self, before: usize) -> bool {
        const BEGIN_OF_FRAME: &[u8] = b"\x1b[?2026h";
        const END_OF_FRAME: &[u8] = b"\x1b[?2026l";
        let sent = self.sent.get(before..).unwrap_or_default();
        let last = |mark: &[u8]| sent.windows(mark.len()).rposition(|part| part == mark);
        last(BEGIN_OF_FRAME).is_some_and(|begun| last(END_OF_FRAME) > Some(begun))
    }

    /// Waits for the program's end and gives its exit status.
    pub fn wait_for_end(&mut self) -> u32 {
        let mut killer = self.child.clone_killer();
        let end = Instant::now() + PATIENCE;
        // The output ends when the last process that holds the terminal is gone.
        while let Ok(bytes) = self.output.recv_timeout(end.saturating_duration_since(Instant::now())) {
            self.take(&bytes);
        }
        if Instant::now() >= end {
            let _ = killer.kill();
            panic!("the program does not end; the screen:\n{}", self.framed());
        }
        self.child.wait().expect("the program was started here").exit_code()
    }

    /// Checks that the terminal is as it was found.
    pub fn assert_restored(&self) {
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is left");
        assert!(!screen.hide_cursor(), "the cursor is shown");
        assert!(!screen.bracketed_paste(), "bracketed paste is off");
        let modes = self.master.get_termios().expect("a terminal has modes");
        assert_eq!(format!("{modes:?}"), self.found_as, "the terminal's modes are as they were");
    }

    fn take(&mut self, bytes: &[u8]) {
        self.sent.extend_from_slice(bytes);
        self.screen.process(bytes);
    }

    fn framed(&self) -> String {
        let mut framed = String::new();
        for line in self.text().lines() {
            let _ = writeln!(framed, "│{line}");
        }
        framed
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // A test that failed must not leave its program behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
