import process from 'node:process';
import type {Config} from '../config/definition.js';
import {forValue} from '../config/options/for.js';
import {createDemand, createRequest} from '../core/demand.js';
import type {Monitor} from '../core/monitor.js';
import type {Playback} from '../core/playback.js';
import type {Sample} from '../core/sample.js';
import {createStore, type ReadonlyStore} from '../core/store.js';
import {isJournal} from '../log/journal.js';
import type {Log} from '../log/log.js';
import {logAlerts} from '../log/log-alerts.js';
import {logChanges} from '../log/log-changes.js';
import {logDurations} from '../log/log-durations.js';
import {logFollowers} from '../log/log-followers.js';
import {boundedOutput} from '../support/bounded-output.js';
import {version} from '../support/version.js';
import {changeOver} from './change-over.js';
import {unknownExitCode, unknownResult} from './check/check-result.js';
import {followCheck} from './check/follow-check.js';
import {checkRoot} from './check-root.js';
import {followDiagnosis} from './diagnose/follow-diagnosis.js';
import {printDiagnosis} from './diagnose/print-diagnosis.js';
import {encoderFor} from './encoder.js';
import {followConfig} from './follow-config.js';
import {startFollowers} from './followers.js';
import {openLog} from './open-log.js';
import {openMonitor} from './open-monitor.js';
import {followPlainly} from './plain-output.js';
import {openProcessScope} from './process-scope.js';
import {printConnection, reportConnection} from './report-connection.js';
import {requestForFindings} from './request-for-findings.js';
import {inheritedSocket} from './service-manager/inherited-descriptors.js';
import {openNotifyChannel} from './service-manager/notify-channel.js';
import type {ServiceManager} from './service-manager/service-manager.js';
import {reportToManager} from './service-manager/service-reports.js';
import type {SettledConfig} from './settle.js';
import {showScreen} from './show-screen.js';
import {canShowScreen, isReadAloud, spokenIntervalMs} from './terminal.js';

export type WatchOptions = {
	readonly settled: SettledConfig;
	/** Loads the configuration again. */
	load(): Promise<SettledConfig>;
	/** Changes with every request to reload the configuration. */
	readonly reloadRequests: ReadonlyStore<number>;
	readonly ending: AbortController;
	/** What the service manager passed to the process. */
	readonly serviceManager: ServiceManager;
};

/** Watches one machine until `ending` is aborted, the user quits, or the requested output is complete. Returns the exit code. */
export async function watch({settled, load, reloadRequests, ending, serviceManager}: WatchOptions): Promise<number> {
	const {config, command, rules} = settled;
	const configuration = createStore(settled);
	checkRoot(config.root);
	const isHeadless = command.headless;
	const isScreenPossible =
		canShowScreen(Boolean(process.stdout.isTTY), process.env) && !command.check && !command.diagnose;
	const encode = isHeadless || command.diagnose ? undefined : encoderFor(config, command, isScreenPossible);
	const isScreen = encode === undefined && !isHeadless && !command.check && !command.diagnose;
	const limit = forValue(command.for, command.diagnose);
	const scope =
		limit === undefined || limit.kind === 'time'
			? undefined
			: openProcessScope(limit, {isScreen, isRemote: config.connect.length > 0, root: config.root});
	const end = (): void => ending.abort();
	const writeError = boundedOutput(process.stderr, count =>
		process.stderr.write(`mon-tui: ${count} lines dropped: standard error was not read\n`),
	);

	using opened = openLog(config, isScreen ? 'beside the screen' : isHeadless ? 'standard error' : 'elsewhere');
	const {log} = opened;
	log('info', 'monitor', `mon-tui ${version} starts`);
	const processList = createDemand();
	let shownPids: readonly number[] = [];
	const watchProcesses = (pids: readonly number[]): void => {
		shownPids = pids;
	};
	const isSilent = command.replay !== undefined || command.once || command.check || command.diagnose;
	const isRemote = config.connect.length > 0;
	const {monitor, playback, host, hasReceivedFindings} = await openMonitor(config, command, {
		isProcessListRequested: () => processList.isRequested() || isRecorded(configuration.getState()),
		shownPids: () => shownPids,
		staysAtEnd: isScreen,
		signal: ending.signal,
		log,
		rules,
	});
	opened.reportTo(monitor.report);
	logChanges(monitor.store, log);
	logDurations(monitor, log);
	logAlerts(monitor.store, log);
	requestForFindings(monitor.store, createRequest(processList));
	if (host) {
		reportConnection(host, monitor.report);
		if (encode && !command.once) {
			printConnection(host, line => process.stderr.write(`mon-tui: ${line}\n`));
		}
	}

	// This comes before the first tick, so that the list has CPU shares from the second tick on.
	const setProcessesShown = createRequest(processList);
	setProcessesShown(isScreen ? !config.hide.includes('processes') : !isHeadless);
	const socket = inheritedSocket(serviceManager.descriptors);
	if (socket !== undefined && !config.server.enabled) {
		log('warn', 'server', 'a socket was passed (LISTEN_FDS), but the server is not enabled; use --serve');
	}

	let diagnosed: Sample | undefined;
	let checked = unknownResult('mon-tui ended before the first measurement');
	await using followers = await startFollowers({
		config,
		monitor,
		log,
		requestProcessList: processList.request,
		console: isScreen
			? undefined
			: {
					hasColor: Boolean(process.stderr.isTTY),
					isJournal: isJournal(process.env),
					write: writeError,
				},
		isSilent,
		isEvaluatedElsewhere: isRemote,
		inheritedSocket: socket,
	});
	logFollowers(monitor.store, followers.health, log);
	for (const warning of isHeadless ? [] : (followers.server?.warnings ?? [])) {
		writeError(`mon-tui: ${warning}\n`);
	}

	announce(followers.server?.state.getState(), isScreen, log);
	const channel = isHeadless ? openNotifyChannel(serviceManager, log) : undefined;
	const reports =
		channel &&
		reportToManager({channel, ...serviceManager, monitor, health: followers.health, log, stopping: ending.signal});
	const exportNow = (): void =>
		void followers
			.exporter()
			?.exportNow()
			.catch(() => {});
	process.on('SIGUSR1', exportNow);
	if (playback === undefined && host === undefined) {
		void restoreHistory(config, monitor);
	}

	if (command.check) {
		followCheck(monitor.store, rules, result => {
			checked = result;
			end();
		});
	} else if (command.diagnose) {
		followDiagnosis(monitor.store, {
			forMs: limit?.kind === 'time' ? limit.forMs : undefined,
			isObserved: hasReceivedFindings,
			onResult(sample) {
				diagnosed = sample;
				end();
			},
		});
	} else if (encode) {
		followPlainly(monitor.store, {
			encode,
			write: playback
				? playedOutput(playback)
				: boundedOutput(process.stdout, count =>
						writeError(`mon-tui: ${count} samples dropped: standard output was not read\n`),
					),
			minIntervalMs: isReadAloud(process.env) ? spokenIntervalMs : 0,
			isOnce: command.once,
			hasRatesAtOnce: playback !== undefined || host !== undefined,
			onDone: end,
		});
	}

	// The monitor runs after all followers have started, so that they get a recording from its beginning.
	const running = monitor.run(ending.signal).finally(end);
	// It is awaited at the end. Without a listener, Node would warn of an earlier rejection.
	running.catch(() => {});
	const targets = {monitor, followers, opened, configuration};
	const isBrief = command.once || command.check || command.diagnose;
	using _ = isBrief
		? undefined
		: followConfig({
				started: settled,
				load,
				changeOver: next => changeOver(targets, next),
				requests: reloadRequests,
				onRequest: reports?.reload,
				report: monitor.report,
				log,
			});
	if (isScreen) {
		await showScreen(
			{configuration, monitor, playback, host, followers, scope, setProcessesShown, watchProcesses},
			ending.signal,
		).finally(end);
	}

	await running;
	process.off('SIGUSR1', exportNow);
	log('info', 'monitor', 'mon-tui stopped');
	if (command.check) {
		process.stdout.write(`${checked.line}\n`);
		return checked.exitCode;
	}

	if (command.diagnose) {
		if (!diagnosed) {
			writeError('mon-tui: ended before the diagnosis\n');
			return unknownExitCode;
		}

		return printDiagnosis(diagnosed, config, command);
	}

	return 0;
}

/** Writes all of a recording. Playback pauses for a slow reader. */
function playedOutput({pause, resume}: Playback): (text: string) => void {
	return text => {
		if (!process.stdout.write(text)) {
			pause();
			process.stdout.once('drain', resume);
		}
	};
}

/** Returns whether samples are recorded or published, which includes the list of processes. */
function isRecorded({config}: SettledConfig): boolean {
	return config.export.directory !== undefined || config.export.to.length > 0 || config.publish.url !== undefined;
}

/** Announces the address of the server and, with a generated token, the URL of the page. The screen shows both itself. */
function announce(
	server: {readonly address: string | undefined; readonly urlWithToken: string | undefined} | undefined,
	isScreen: boolean,
	log: Log,
): void {
	if (!server) {
		return;
	}

	log('info', 'server', `listens on ${server.address}`);
	if (isScreen || server.urlWithToken === undefined) {
		return;
	}

	if (isJournal(process.env)) {
		log('warn', 'server', 'the generated token is not written to the journal; use --token-file to set a token');
	} else {
		// The URL is not written to the log, as it contains a secret.
		process.stderr.write(`mon-tui: open ${server.urlWithToken} in a browser; the token is shown only once\n`);
	}
}

/** Fills the history from the recording, so that it survives a restart. */
async function restoreHistory(config: Config, monitor: Pick<Monitor, 'remember'>): Promise<void> {
	const {directory} = config.export;
	if (directory === undefined) {
		return;
	}

	const {readRecent} = await import('../recording/read/read-recent.js');
	monitor.remember(
		await readRecent(directory, {
			seconds: config.history.seconds,
			samples: config.history.samples,
			nowMs: Date.now,
			monotonicMs: () => performance.now(),
		}),
	);
}
