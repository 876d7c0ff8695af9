//! `heterdaad-demo simulator`: the simulated Cloud API alone, with its page, for trying `serve` and other bots.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context as _;
use clap::Args;
use secrecy::SecretString;
use tokio::net::TcpListener;

use crate::clock::SystemClock;
use crate::domain::telefoon;
use crate::simulator::account::{APP, WABA};
use crate::simulator::{Settings, Simulator, api, page};
use crate::stage::{DISPLAY_NUMBER, NUMBER, templates};
use crate::terminal::say;

/// The settings of the simulator.
#[derive(Debug, Args)]
pub struct SimulatorArgs {
    /// The address to listen on
    #[arg(long, env = "SIMULATOR_LISTEN", default_value = "127.0.0.1:8081")]
    listen: SocketAddr,
    /// The token that requests must carry
    #[arg(long, env = "WHATSAPP_TOKEN", default_value = "simulator-token", hide_env_values = true)]
    token: String,
    /// Signs webhooks
    #[arg(long, env = "WHATSAPP_APP_SECRET", default_value = "simulator-app-secret", hide_env_values = true)]
    app_secret: String,
    /// Where webhooks go
    #[arg(long, default_value = "http://127.0.0.1:8080/webhook")]
    callback: String,
    /// The id of the business number
    #[arg(long, env = "WHATSAPP_PHONE_NUMBER_ID", default_value = NUMBER)]
    phone_number_id: String,
    /// The id of the WhatsApp Business Account
    #[arg(long, default_value = WABA)]
    waba_id: String,
    /// The id of the app; its own token is APP_ID|APP_SECRET
    #[arg(long, default_value = APP)]
    app_id: String,
    /// A phone to begin with, as NUMBER; may be given more than once
    #[arg(long = "phone")]
    phones: Vec<String>,
    /// Everything that happens by chance follows from this number
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Runs until it is killed.
///
/// # Errors
/// The address is taken, or a phone is no number.
pub async fn run(args: SimulatorArgs) -> anyhow::Result<()> {
    let settings = Settings {
        token: SecretString::from(args.token),
        app_secret: SecretString::from(args.app_secret),
        callback: Some(args.callback.clone()),
        seed: args.seed,
    };
    let simulator = Simulator::new(settings, crate::stage::for_simulator(Arc::new(SystemClock::new())))?;
    {
        let mut world = simulator.world();
        world.numbers.insert(args.phone_number_id.clone(), DISPLAY_NUMBER.into());
        world.templates = templates();
        (world.account.waba, world.account.app) = (args.waba_id.clone(), args.app_id.clone());
        for phone in &args.phones {
            let wa_id = telefoon::lees(phone)
                .with_context(|| format!("--phone: '{phone}' is no telephone number"))?
                .into_cijfers();
            world.add_phone(&wa_id, "telefoon");
        }
    }
    let listener = TcpListener::bind(args.listen).await.with_context(|| format!("{} is taken", args.listen))?;
    let address = listener.local_addr()?;
    simulator.set_address(&format!("http://{address}"));
    say!("The simulated Cloud API listens on http://{address}; the phones are on http://{address}/");
    say!("Business number id {}; webhooks go to {}", args.phone_number_id, args.callback);
    say!("WhatsApp Business Account id {}; app id {}", args.waba_id, args.app_id);
    tokio::spawn(simulator.clone().run());
    let router = api::router(simulator.clone()).merge(page::router(simulator, None, address));
    axum::serve(listener, router).await.context("the server broke")
}
