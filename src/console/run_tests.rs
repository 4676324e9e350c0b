use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use futures_util::stream;
use ratatui::backend::TestBackend;
use tokio::sync::mpsc::unbounded_channel;

use super::*;

/// A console that writes down what it is told.
#[derive(Debug, Default)]
struct Diary {
    told: Vec<Input>,
    takes_text: bool,
    unsaved: u32,
    work: Work,
    is_leaving: bool,
}

/// What has begun and is waited for.
#[derive(Debug, Default, PartialEq)]
enum Work {
    #[default]
    Nothing,
    GoesOn,
    IsToEnd,
}

#[derive(Debug)]
enum Said {
    Input(Input),
    Saved,
    Ended,
}

impl From<Input> for Said {
    fn from(input: Input) -> Self {
        Self::Input(input)
    }
}

#[derive(Debug, PartialEq)]
enum Wanted {
    Save,
    Suspend,
}

impl App for Diary {
    type Message = Said;
    type Effect = Wanted;

    fn context(&self) -> Context {
        if self.takes_text { Context::Search } else { Context::Table }
    }

    fn handle(&mut self, message: Said) -> Vec<Wanted> {
        let input = match message {
            Said::Input(input) => input,
            Said::Saved => {
                self.unsaved -= 1;
                return Vec::new();
            }
            Said::Ended => {
                self.is_leaving = true;
                return Vec::new();
            }
        };
        self.told.push(input.clone());
        match input {
            Input::Action(Action::Search) => self.takes_text = true,
            Input::Action(Action::Exclude) => {
                self.unsaved += 1;
                return vec![Wanted::Save];
            }
            Input::Action(Action::Suspend) => return vec![Wanted::Suspend],
            Input::Stop(Stop::Asked) if self.work == Work::GoesOn => self.work = Work::IsToEnd,
            Input::Action(Action::Quit) | Input::Stop(_) => self.is_leaving = true,
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        assert!(self.may_draw(), "an edit that is not on disk is shown");
        frame.render_widget(format!("{} {}", self.told.len(), self.unsaved), frame.area());
    }

    fn may_draw(&self) -> bool {
        self.unsaved == 0
    }

    fn is_leaving(&self) -> bool {
        self.is_leaving
    }

    fn is_stopping(&self) -> bool {
        self.work == Work::IsToEnd || self.is_leaving
    }
}

/// Saves at once, and remembers how much it saved.
#[derive(Debug, Default)]
struct Disk {
    saved: u32,
}

impl Executor<Diary> for Disk {
    fn execute(&mut self, effect: Wanted, answers: &UnboundedSender<Said>) -> Option<ScreenWork> {
        match effect {
            Wanted::Save => {
                self.saved += 1;
                answers.send(Said::Saved).expect("the loop listens");
                None
            }
            Wanted::Suspend => Some(ScreenWork::Suspend),
        }
    }
}

/// Counts the frames, and how often the terminal was taken again.
struct Counted {
    terminal: Terminal<TestBackend>,
    frames: u32,
    resumed: u32,
    is_behind: bool,
}

impl Screen for Counted {
    fn draw(&mut self, paint: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()> {
        self.frames += 1;
        Screen::draw(&mut self.terminal, paint)
    }

    fn redraw(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn suspend(&mut self) -> io::Result<bool> {
        Ok(false)
    }

    fn resume(&mut self) -> io::Result<()> {
        self.resumed += 1;
        Ok(())
    }

    fn is_behind(&self) -> bool {
        self.is_behind
    }
}

fn key(code: KeyCode) -> Event {
    Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

fn letters(text: &str) -> Vec<Event> {
    text.chars().map(|letter| key(KeyCode::Char(letter))).collect()
}

/// Runs the loop over events and notices that are there from the beginning.
fn run_over(events: Vec<Event>, told: &[Notice]) -> (Diary, Disk, u32) {
    let (sender, answers) = unbounded_channel();
    let (notifier, notices) = unbounded_channel();
    for notice in told {
        notifier.send(*notice).expect("the loop listens");
    }
    let sources = Sources { events: stream::iter(events.into_iter().map(Ok)), notices, sender, answers };
    let (mut diary, mut disk, mut screen) = (Diary::default(), Disk::default(), screen(false));
    run_on(&mut diary, &mut disk, &mut screen, sources);
    (diary, disk, screen.frames)
}

fn screen(is_behind: bool) -> Counted {
    let terminal = Terminal::new(TestBackend::new(20, 2)).expect("memory is a terminal");
    Counted { terminal, frames: 0, resumed: 0, is_behind }
}

fn run_on(
    diary: &mut Diary,
    disk: &mut Disk,
    screen: &mut Counted,
    sources: Sources<impl Stream<Item = io::Result<Event>> + Unpin, Said>,
) {
    let keymap = Keymap::standard().expect("the built-in keymap is sound");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(run(diary, disk, screen, &keymap, sources)).expect("memory takes everything");
}

#[test]
fn everything_that_is_queued_goes_into_one_frame() {
    let mut events = vec![key(KeyCode::Down); 500];
    events.extend(letters("q"));
    let (diary, _, frames) = run_over(events, &[]);
    assert_eq!(frames, 1, "the frame before the first key, and none between them");
    assert_eq!(diary.told.iter().filter(|input| **input == Input::Action(Action::Down)).count(), 500);
}

#[test]
fn nothing_is_shown_and_nobody_leaves_before_it_is_on_disk() {
    let (diary, disk, _) = run_over(letters("xxq"), &[]);
    assert_eq!((disk.saved, diary.unsaved), (2, 0));
}

#[test]
fn keys_mean_what_the_context_says_at_that_moment() {
    let mut events = letters("гaгq");
    events.extend([Event::Paste("Петров\n\u{1b}[2J".to_owned()), key(KeyCode::F(10))]);
    let (diary, ..) = run_over(events, &[]);
    assert_eq!(
        diary.told,
        [
            Input::Action(Action::Undo),
            Input::Action(Action::Search),
            Input::Text(TextKey::Char('г')),
            Input::Text(TextKey::Char('q')),
            Input::Paste("Петров ␛[2J".to_owned()),
            Input::Action(Action::Quit),
        ]
    );
}

#[test]
fn a_paste_is_never_keys() {
    let (diary, ..) = run_over(vec![Event::Paste("x1u".to_owned()), key(KeyCode::F(10))], &[]);
    assert_eq!(diary.told, [Input::Action(Action::Quit)]);
}

#[test]
fn a_lost_terminal_ends_the_loop_once() {
    let (diary, ..) = run_over(letters("x"), &[]);
    assert_eq!(diary.told, [Input::Action(Action::Exclude), Input::Stop(Stop::HangUp)]);
}

#[test]
fn a_notice_comes_before_keys() {
    let (diary, ..) = run_over(letters("u"), &[Notice::Stop(Stop::Asked)]);
    assert_eq!(diary.told.first(), Some(&Input::Stop(Stop::Asked)));
}

#[test]
fn without_a_shell_the_console_is_told_that_it_cannot_stop() {
    let (diary, ..) = run_over(letters("q"), &[Notice::Suspend]);
    assert_eq!(diary.told, [Input::CannotSuspend, Input::Action(Action::Quit)]);
}

#[test]
fn releases_resizes_and_unknown_keys_are_told_apart() {
    let mut release = KeyEvent::new(KeyCode::Char('u'), KeyModifiers::NONE);
    release.kind = crossterm::event::KeyEventKind::Release;
    let events = vec![Event::Key(release), key(KeyCode::F(20)), Event::Resize(100, 30), Event::FocusLost];
    let (diary, ..) = run_over(events, &[]);
    assert_eq!(diary.told, [Input::Resized { columns: 100, rows: 30 }, Input::Stop(Stop::HangUp)]);
}

/// Says that what had begun has ended, when it is dropped.
struct End(UnboundedSender<Said>);

impl Drop for End {
    fn drop(&mut self) {
        self.0.send(Said::Ended).expect("the loop listens");
    }
}

/// A console that was asked to leave while something goes on, and was woken. That ends when keys are asked
/// for in vain, or no more. How often it took the terminal, and whether it heard a key.
fn woken(is_behind: bool) -> (u32, bool) {
    let (sender, answers) = unbounded_channel();
    let (notifier, notices) = unbounded_channel();
    for notice in [Notice::Stop(Stop::Asked), Notice::Continued] {
        notifier.send(notice).expect("the loop listens");
    }
    let (mut keys, mut end) = (letters("u").into_iter(), Some(End(sender.clone())));
    let events = stream::poll_fn(move |_| {
        let Some(key) = keys.next() else {
            drop(end.take());
            return Poll::Pending;
        };
        Poll::Ready(Some(Ok(key)))
    });
    let (mut diary, mut screen) = (Diary { work: Work::GoesOn, ..Diary::default() }, screen(is_behind));
    run_on(&mut diary, &mut Disk::default(), &mut screen, Sources { events, notices, sender, answers });
    (screen.resumed, diary.told.contains(&Input::Action(Action::Undo)))
}

#[test]
fn one_that_is_woken_behind_a_shell_only_to_leave_takes_neither_terminal_nor_keys() {
    assert_eq!(woken(true), (0, false));
    assert_eq!(woken(false), (1, true), "before the shell it goes on as before");
}
