//! The whole console without a terminal: the real state, the real loop, the real executor with its
//! saving thread, on a real desk in a folder.
//!
//! Keys go in one at a time, and after each the console runs until it is at rest: every key taken,
//! every answer come, everything drawn. Nothing sleeps. What never comes to rest fails after
//! [`PATIENCE`] of the real clock; that of the runtime may stand still. Then it moves only where
//! somebody waits for it, and never while the disk is at work.

use std::cell::{Ref, RefCell};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::io;
use std::path::Path;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, mpsc};
use std::task::{Context as TaskContext, Poll};
use std::time::Duration;

use crossterm::event::{Event, KeyEvent};
use futures_util::Stream;
use ratatui::Frame;
use sverka::config::Config;
use sverka::console::action::Context;
use sverka::console::effect::Effect;
use sverka::console::input::Key;
use sverka::console::msg::Msg;
use sverka::console::run::{App, Executor, Screen, ScreenWork, Sources, run};
use sverka::console::state::{Size, State};
use sverka::console::theme::Theme;
use sverka::console::{Console, Keymap, Looks, Onlooker, Viewer, Worker, update};
use sverka::desk::{Desk, Lock, Look};
use sverka::lang::{Language, Texts};
use sverka::text::layout_twin;
use tokio::runtime::Runtime;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;

/// How long the console may take to come to rest before a test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// Which keyboard layout is on while keys are pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// Latin letters.
    #[default]
    Latin,
    /// The Russian letters on the same keys.
    Russian,
}

/// What the test and the loop both look at.
#[derive(Default)]
struct Desktop {
    /// Keys that were pressed and not taken yet.
    pressed: VecDeque<Event>,
    /// Whether the terminal is gone.
    is_hung_up: bool,
    /// Answers that are still to come.
    awaited: usize,
    /// Whether something was handled that is not drawn yet.
    is_undrawn: bool,
    /// For each edit that is on its way to the disk, what keeps a clock that stands still from being
    /// moved on.
    saving: Vec<mpsc::Sender<()>>,
    /// Whether the loop waits, and nothing will come unless a key is pressed.
    is_at_rest: bool,
}

type Shared<T> = Rc<RefCell<T>>;

/// The state, with the answers counted that come back to it.
struct Watched {
    state: Shared<State>,
    desktop: Shared<Desktop>,
}

impl App for Watched {
    type Message = Msg;
    type Effect = Effect;

    fn context(&self) -> Context {
        self.state.borrow().context()
    }

    fn handle(&mut self, message: Msg) -> Vec<Effect> {
        let mut desktop = self.desktop.borrow_mut();
        desktop.is_undrawn = true;
        if matches!(message, Msg::Saved { .. } | Msg::SaveFailed { generation: 1.., .. }) {
            desktop.saving.pop();
        }
        if !matches!(
            message,
            Msg::Input(_)
                | Msg::Progress { .. }
                | Msg::Started
                | Msg::Doing(_)
                | Msg::Recovered(_)
                | Msg::Settled(_)
                | Msg::SaveFailed { generation: 0, .. }
        ) {
            desktop.awaited -= 1;
        }
        update(&mut self.state.borrow_mut(), message)
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        assert!(self.may_draw(), "an edit that is not on disk is shown");
        self.state.borrow().draw(frame);
    }

    fn may_draw(&self) -> bool {
        self.state.borrow().may_draw()
    }

    fn is_leaving(&self) -> bool {
        self.state.borrow().is_leaving()
    }
}

/// Who does the work: at a desk, or beside it.
enum Hands {
    Work(Worker, Lock),
    Look(Viewer),
}

impl Hands {
    /// Everything that was handed out is on disk, and the desk is free.
    fn finish(self) {
        match self {
            Self::Work(worker, lock) => {
                worker.finish();
                drop(lock);
            }
            Self::Look(viewer) => drop(viewer),
        }
    }
}

/// The real executor, with the answers counted that it owes.
struct Counted {
    hands: Hands,
    desktop: Shared<Desktop>,
}

impl Executor<Watched> for Counted {
    fn execute(&mut self, effect: Effect, answers: &UnboundedSender<Msg>) -> Option<ScreenWork> {
        let is_answered = !matches!(
            effect,
            Effect::SaveView { .. }
                | Effect::CancelBatch
                | Effect::GiveUpBatch
                | Effect::Settle { .. }
                | Effect::Watch
                | Effect::Keep(_)
                | Effect::Suspend
                | Effect::Redraw
        );
        self.desktop.borrow_mut().awaited += usize::from(is_answered);
        if matches!(effect, Effect::Save { .. }) {
            // While such work goes on, a runtime whose clock stands still does not move it on.
            let (saving, saved) = mpsc::channel();
            tokio::task::spawn_blocking(move || saved.recv());
            self.desktop.borrow_mut().saving.push(saving);
        }
        match &mut self.hands {
            Hands::Work(worker, _) => worker.execute(effect, answers),
            Hands::Look(viewer) => viewer.execute(effect, answers),
        }
    }
}

/// A screen that both the loop and the test hold.
struct SharedScreen<S> {
    screen: Shared<S>,
    desktop: Shared<Desktop>,
}

impl<S: Screen> Screen for SharedScreen<S> {
    fn draw(&mut self, paint: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()> {
        self.desktop.borrow_mut().is_undrawn = false;
        self.screen.borrow_mut().draw(paint)
    }

    fn redraw(&mut self) -> io::Result<()> {
        self.screen.borrow_mut().redraw()
    }

    fn suspend(&mut self) -> io::Result<bool> {
        self.screen.borrow_mut().suspend()
    }

    fn resume(&mut self) -> io::Result<()> {
        self.screen.borrow_mut().resume()
    }
}

/// What the loop takes its keys from. That it is asked in vain while nothing is owed and nothing
/// is undrawn is what «at rest» means: the loop asks everything else first.
struct Keyboard(Shared<Desktop>);

impl Stream for Keyboard {
    type Item = io::Result<Event>;

    fn poll_next(self: Pin<&mut Self>, _: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        let mut desktop = self.0.borrow_mut();
        if let Some(event) = desktop.pressed.pop_front() {
            return Poll::Ready(Some(Ok(event)));
        }
        if desktop.is_hung_up {
            return Poll::Ready(None);
        }
        // Nobody wakes the loop for a key: pressing one polls it.
        desktop.is_at_rest = desktop.awaited == 0 && !desktop.is_undrawn;
        Poll::Pending
    }
}

/// A console that runs on a screen of this kind.
pub struct Runner<S> {
    runtime: Rc<Runtime>,
    /// The loop; `None` once it has ended.
    running: Option<Pin<Box<dyn Future<Output = io::Result<()>>>>>,
    state: Shared<State>,
    screen: Shared<S>,
    desktop: Shared<Desktop>,
    layout: Layout,
}

impl<S: Screen + 'static> Runner<S> {
    /// Opens the console in Russian and in colour on the desk of a state folder, and runs it to
    /// its first rest.
    pub fn open(state: &Path, size: Size, screen: S) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
        Self::on(Rc::new(runtime), state, &Config::default(), size, screen)
    }

    /// As [`Runner::open`], with a configuration and on a runtime that others work on too.
    pub fn on(runtime: Rc<Runtime>, state: &Path, config: &Config, size: Size, screen: S) -> Self {
        let (desk, opening) = runtime.block_on(Desk::open_early(state, config)).expect("the desk of the test opens");
        let console = Console::at(desk, &opening.recovery, looks(size)).expect("the system gives a thread");
        let Console { state, worker, lock, .. } = console;
        Self::with(runtime, state, Hands::Work(worker, lock), screen)
    }

    /// The console that only looks on, at what stands in a state folder now.
    pub fn beside(state: &Path, size: Size, screen: S) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
        let look = runtime.block_on(Look::take(state, &Config::default())).expect("the state can be looked at");
        let Onlooker { state, viewer } = Onlooker::at(look, looks(size));
        Self::with(Rc::new(runtime), state, Hands::Look(viewer), screen)
    }

    fn with(runtime: Rc<Runtime>, state: State, hands: Hands, screen: S) -> Self {
        let keymap = Keymap::standard().expect("the built-in keymap is sound");
        let (state, screen) = (Rc::new(RefCell::new(state)), Rc::new(RefCell::new(screen)));
        // Undrawn: the first frame is still to come.
        let desktop = Rc::new(RefCell::new(Desktop { is_undrawn: true, ..Desktop::default() }));
        let mut app = Watched { state: Rc::clone(&state), desktop: Rc::clone(&desktop) };
        let mut executor = Counted { hands, desktop: Rc::clone(&desktop) };
        let mut shown = SharedScreen { screen: Rc::clone(&screen), desktop: Rc::clone(&desktop) };
        let keyboard = Keyboard(Rc::clone(&desktop));
        let running = async move {
            let (sender, answers) = unbounded_channel();
            // The loop holds the other end.
            let _ = sender.send(Msg::Started);
            // The system sends nothing here; the channel must not end either.
            let (_silent, notices) = unbounded_channel();
            let sources = Sources { events: keyboard, notices, sender, answers };
            let ran = run(&mut app, &mut executor, &mut shown, &keymap, sources).await;
            executor.hands.finish();
            ran
        };
        let mut runner =
            Self { runtime, running: Some(Box::pin(running)), state, screen, desktop, layout: Layout::default() };
        runner.rest();
        runner
    }

    /// Presses keys one at a time, each after the console came to rest from the one before. Keys
    /// are named as in keymap files and stand between spaces: `1 n Enter Ctrl+R`.
    pub fn press(&mut self, keys: &str) {
        for key in keys.split_whitespace() {
            let event = self.event(key);
            self.desktop.borrow_mut().pressed.push_back(event);
            self.rest();
        }
    }

    /// Presses keys faster than the console can draw.
    pub fn press_at_once(&mut self, keys: &str) {
        let events: Vec<Event> = keys.split_whitespace().map(|key| self.event(key)).collect();
        self.desktop.borrow_mut().pressed.extend(events);
        self.rest();
    }

    /// Types a text letter by letter, as it stands, whichever layout is on.
    pub fn type_text(&mut self, text: &str) {
        for letter in text.chars() {
            let key = KeyEvent::from(crossterm::event::KeyCode::Char(letter));
            self.desktop.borrow_mut().pressed.push_back(Event::Key(key));
            self.rest();
        }
    }

    /// Switches the keyboard layout.
    pub fn switch_to(&mut self, layout: Layout) {
        self.layout = layout;
    }

    /// The terminal is lost; the console must end.
    pub fn hang_up(&mut self) {
        self.desktop.borrow_mut().is_hung_up = true;
        self.rest();
    }

    /// Whether the console has ended. Everything that it was to save is on disk then.
    pub fn has_ended(&self) -> bool {
        self.running.is_none()
    }

    /// What the console knows.
    pub fn state(&self) -> Ref<'_, State> {
        self.state.borrow()
    }

    /// What the console draws on.
    pub fn screen(&self) -> Ref<'_, S> {
        self.screen.borrow()
    }

    /// The event of a key, on the layout that is on.
    fn event(&self, name: &str) -> Event {
        let twin = match self.layout {
            Layout::Russian if name.chars().count() == 1 => layout_twin(name),
            _ => None,
        };
        let key: Key = twin.as_deref().unwrap_or(name).parse().expect("a key, as keymap files name it");
        Event::Key(KeyEvent::new(key.code(), key.modifiers()))
    }

    /// Runs the loop until it is at rest or has ended.
    fn rest(&mut self) {
        self.rest_when(|_| true);
    }

    /// Runs the loop until it is at rest and the state is as wanted, or until it has ended: for
    /// what the console does by itself after a time.
    pub fn rest_when(&mut self, is_as_wanted: impl Fn(&State) -> bool) {
        let Some(running) = self.running.as_mut() else { panic!("the console has ended") };
        let (desktop, state) = (Rc::clone(&self.desktop), Rc::clone(&self.state));
        desktop.borrow_mut().is_at_rest = false;
        let turn = poll_fn(|context| match running.as_mut().poll(context) {
            Poll::Ready(ended) => Poll::Ready(Some(ended)),
            Poll::Pending if desktop.borrow().is_at_rest && is_as_wanted(&state.borrow()) => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        });
        let (waiting, too_long) = patience();
        let turn = self.runtime.block_on(async {
            tokio::select! {
                biased;
                turn = turn => Some(turn),
                _ = too_long => None,
            }
        });
        drop(waiting);
        let Some(turn) = turn else {
            panic!("the console does not come to rest; it stands at {:?}", self.state.borrow().screens())
        };
        if let Some(ended) = turn {
            ended.expect("a screen in memory takes everything");
            self.running = None;
            self.desktop.borrow_mut().saving.clear();
        }
    }
}

impl<S> Drop for Runner<S> {
    fn drop(&mut self) {
        // The runtime waits for what works beside its tasks.
        self.desktop.borrow_mut().saving.clear();
    }
}

/// In Russian and in colour.
fn looks(size: Size) -> Looks {
    Looks {
        texts: Arc::new(Texts::load(Language::Russian)),
        theme: Theme::default(),
        keymap: Arc::new(Keymap::standard().expect("the built-in keymap is sound")),
        size,
    }
}

/// Says when somebody has waited for [`PATIENCE`], unless the first end is dropped before.
fn patience() -> (mpsc::Sender<()>, oneshot::Receiver<()>) {
    let (waiting, waited) = mpsc::channel();
    let (teller, too_long) = oneshot::channel();
    std::thread::spawn(move || {
        let _ended = waited.recv_timeout(PATIENCE);
        // Nobody listens where the waiting is over.
        let _ = teller.send(());
    });
    (waiting, too_long)
}
