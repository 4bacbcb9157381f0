//! The scheduler and the executors of Ballista, with the functions of bitext registered in each.

use std::net::SocketAddr;
use std::sync::Arc;

use ballista::prelude::{SessionConfigExt, SessionContextExt};
use ballista_core::config::TaskSchedulingPolicy;
use ballista_core::registry::BallistaFunctionRegistry;
use ballista_core::utils::{default_config_producer, default_session_builder};
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::start_server;
use bitext_datafusion::TextFunctions;
use datafusion::execution::SessionState;
use datafusion::execution::session_state::SessionStateBuilder;
use datafusion::prelude::{SessionConfig, SessionContext};

use crate::Failure;
use crate::arguments::Arguments;

/// Executors ask for tasks. If the scheduler pushes tasks, it can lose count of the free slots of an executor when another one is
/// lost (Ballista 55.0.0), and waits for a slot without end.
const POLICY: TaskSchedulingPolicy = TaskSchedulingPolicy::PullStaged;

/// Runs a scheduler until it is interrupted. An executor that has not reported for `timeout` seconds is lost; if all are lost, the
/// jobs fail after `timeout` more seconds.
pub(crate) async fn scheduler(host: &str, port: u16, timeout: u64) -> Result<(), Failure> {
    let functions = TextFunctions::new();
    let config = SchedulerConfig {
        bind_host: host.to_owned(),
        bind_port: port,
        external_host: host.to_owned(),
        executor_timeout_seconds: timeout,
        expire_dead_executor_interval_seconds: (timeout / 4).max(1),
        no_executors_grace_period_seconds: timeout,
        scheduling_policy: POLICY,
        ..SchedulerConfig::default()
    };
    let config = config
        .with_override_session_builder(Arc::new(move |config: SessionConfig| state(config, &functions)));
    let cluster = BallistaCluster::new_from_config(&config).await?;
    let address: SocketAddr = format!("{host}:{port}").parse().map_err(|_| format!("{host}: no address"))?;
    start_server(cluster, address, Arc::new(config)).await?;
    Ok(())
}

/// An executor, which runs tasks on one machine.
pub(crate) struct Executor {
    config: ExecutorProcessConfig,
}

impl Executor {
    pub(crate) fn from_arguments(mut arguments: Arguments) -> Result<Self, Failure> {
        let scheduler = arguments.option("--scheduler").ok_or("--scheduler is missing")?;
        let (scheduler_host, scheduler_port) = host_and_port(&scheduler)?;
        let default = ExecutorProcessConfig::default();
        let host = arguments.text("--host", &default.bind_host);
        let config = ExecutorProcessConfig {
            scheduler_host,
            scheduler_port,
            external_host: Some(host.clone()),
            bind_host: host,
            port: arguments.number("--port", default.port)?,
            grpc_port: arguments.number("--grpc-port", default.grpc_port)?,
            vcores: arguments.number("--slots", default.vcores)?,
            work_dir: arguments.option("--work-folder"),
            task_scheduling_policy: POLICY,
            scheduler_connect_timeout_seconds: 30,
            ..default
        };
        arguments.finish()?;
        Ok(Self { config })
    }

    /// Runs the executor until it is interrupted.
    pub(crate) async fn start(mut self) -> Result<(), Failure> {
        let state = state(default_config_producer(), &TextFunctions::new())?;
        self.config.override_function_registry = Some(Arc::new(BallistaFunctionRegistry::from(&state)));
        start_executor_process(Arc::new(self.config)).await?;
        Ok(())
    }
}

/// A session on this machine, or on a cluster.
pub(crate) async fn session(
    scheduler: Option<&str>,
    partitions: usize,
    functions: &TextFunctions,
) -> Result<SessionContext, Failure> {
    let context = match scheduler {
        None => SessionContext::new_with_config(settings(SessionConfig::new(), partitions)),
        Some(address) => {
            let (host, port) = host_and_port(address)?;
            // Shuffles are not merged by their size in bytes: a little text is much work.
            let config = settings(SessionConfig::new_with_ballista(), partitions)
                .with_ballista_adaptive_query_planner(false)
                .with_ballista_coalesce_enabled(false);
            let state = SessionStateBuilder::new().with_default_features().with_config(config).build();
            SessionContext::remote_with_state(&format!("df://{host}:{port}"), state).await?
        }
    };
    functions.register(&context);
    Ok(context)
}

/// A row may be all documents of a site, so that a batch of the default size would be gigabytes.
const BATCH_ROWS: usize = 64;

fn settings(config: SessionConfig, partitions: usize) -> SessionConfig {
    config.with_target_partitions(partitions).with_batch_size(BATCH_ROWS)
}

/// The default state of Ballista, with the functions of bitext.
fn state(config: SessionConfig, functions: &TextFunctions) -> datafusion::error::Result<SessionState> {
    let mut state = default_session_builder(config)?;
    functions.register_scalar(&mut state)?;
    Ok(state)
}

fn host_and_port(address: &str) -> Result<(String, u16), Failure> {
    let parts = address.rsplit_once(':').and_then(|(host, port)| Some((host.to_owned(), port.parse().ok()?)));
    parts.ok_or_else(|| format!("{address}: expected HOST:PORT").into())
}
