import {existsSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type {Config} from '../config/definition.js';
import {UsageError} from '../config/model/usage-error.js';
import {createDemand, createRequest} from '../core/demand.js';
import type {Monitor} from '../core/monitor.js';
import {createStore, type ReadonlyStore} from '../core/store.js';
import {isJournal} from '../log/journal.js';
import type {Log} from '../log/log.js';
import {logAlerts} from '../log/log-alerts.js';
import {logChanges} from '../log/log-changes.js';
import {logDurations} from '../log/log-durations.js';
import {logFollowers} from '../log/log-followers.js';
import type {Playback} from '../recording/replay/playback.js';
import {boundedOutput} from '../support/bounded-output.js';
import {version} from '../support/version.js';
import {changeOver} from './change-over.js';
import {unknownResult} from './check/check-result.js';
import {followCheck} from './check/follow-check.js';
import {encoderFor} from './encoder.js';
import {followConfig} from './follow-config.js';
import {startFollowers} from './followers.js';
import {openLog} from './open-log.js';
import {openMonitor} from './open-monitor.js';
import {followPlainly} from './plain-output.js';
import {printConnection, reportConnection} from './report-connection.js';
import type {SettledConfig} from './settle.js';
import {showScreen} from './show-screen.js';
import {canShowScreen, isReadAloud, spokenIntervalMs} from './terminal.js';

export type WatchOptions = {
	readonly settled: SettledConfig;
	/** Reads the configuration anew. */
	load(): Promise<SettledConfig>;
	/** Changes whenever somebody asks for that. */
	readonly reloadRequests: ReadonlyStore<number>;
	readonly ending: AbortController;
};

/** Watches until `ending` is aborted, the user quits, or what was asked for is done. Returns the exit code. */
export async function watch({settled, load, reloadRequests, ending}: WatchOptions): Promise<number> {
	const {config, command, rules} = settled;
	const configuration = createStore(settled);
	checkRoot(config.root);
	const isHeadless = command.headless;
	const isScreenPossible = canShowScreen(Boolean(process.stdout.isTTY), process.env) && !command.check;
	const encode = isHeadless ? undefined : encoderFor(config, command, isScreenPossible);
	const isScreen = encode === undefined && !isHeadless && !command.check;
	const end = (): void => ending.abort();
	const writeError = boundedOutput(process.stderr, count =>
		process.stderr.write(`mon-tui: ${count} lines left out: nothing read the standard error\n`),
	);

	using opened = openLog(config, isScreen ? 'beside the screen' : isHeadless ? 'standard error' : 'elsewhere');
	const {log} = opened;
	log('info', 'monitor', `mon-tui ${version} starts`);
	const processList = createDemand();
	const isSilent = command.replay !== undefined || command.once || command.check;
	const isRemote = config.connect.length > 0;
	const {monitor, playback, host} = await openMonitor(config, command, {
		isProcessListWanted: () => processList.isRequested() || isRecorded(configuration.getState()),
		staysAtEnd: isScreen,
		log,
		rules,
	});
	opened.reportTo(monitor.report);
	logChanges(monitor.store, log);
	logDurations(monitor, log);
	logAlerts(monitor.store, log);
	if (host) {
		reportConnection(host, monitor.report);
		if (encode && !command.once) {
			printConnection(host, line => process.stderr.write(`mon-tui: ${line}\n`));
		}
	}

	// Before the first turn, so that the list has its shares of the processor from the second on.
	const wantToShowProcesses = createRequest(processList);
	wantToShowProcesses(isScreen ? !config.hide.includes('processes') : !isHeadless);
	let checked = unknownResult('it ended before anything was measured');
	await using followers = await startFollowers({
		config,
		monitor,
		log,
		wantProcessList: processList.request,
		console: isScreen
			? undefined
			: {
					hasColor: Boolean(process.stderr.isTTY),
					isJournal: isJournal(process.env),
					write: writeError,
				},
		isSilent,
		isJudgedElsewhere: isRemote,
	});
	logFollowers(monitor.store, followers.health, log);
	for (const warning of isHeadless ? [] : (followers.server?.warnings ?? [])) {
		writeError(`mon-tui: ${warning}\n`);
	}

	announce(followers.server?.state.getState(), isScreen, log);
	const exportNow = (): void =>
		void followers
			.exporter()
			?.exportNow()
			.catch(() => {});
	process.on('SIGUSR1', exportNow);
	if (playback === undefined && host === undefined) {
		void rememberExported(config, monitor);
	}

	if (command.check) {
		followCheck(monitor.store, rules, result => {
			checked = result;
			end();
		});
	} else if (encode) {
		followPlainly(monitor.store, {
			encode,
			write: playback
				? playedOutput(playback)
				: boundedOutput(process.stdout, count => writeError(`mon-tui: ${count} samples left out: nothing read them\n`)),
			minIntervalMs: isReadAloud(process.env) ? spokenIntervalMs : 0,
			isOnce: command.once,
			hasRatesAtOnce: playback !== undefined || host !== undefined,
			onDone: end,
		});
	}

	// After all that follows it: nothing of a recording is left out.
	const running = monitor.run(ending.signal).finally(end);
	// It is awaited in the end. Node warns of a failure that comes before that, unless somebody listens.
	running.catch(() => {});
	const changing = {monitor, followers, opened, configuration};
	const isBrief = command.once || command.check;
	using _ = isBrief
		? undefined
		: await followConfig({
				started: settled,
				load,
				changeOver: next => changeOver(changing, next),
				requests: reloadRequests,
				report: monitor.report,
				log,
			});
	if (isScreen) {
		await showScreen({configuration, monitor, playback, host, followers, wantToShowProcesses}, ending.signal).finally(
			end,
		);
	}

	await running;
	process.off('SIGUSR1', exportNow);
	log('info', 'monitor', 'mon-tui ends');
	if (command.check) {
		process.stdout.write(`${checked.line}\n`);
		return checked.exitCode;
	}

	return 0;
}

/** All of a recording is written: it waits for a reader that is slow. */
function playedOutput({pause, resume}: Playback): (text: string) => void {
	return text => {
		if (!process.stdout.write(text)) {
			pause();
			process.stdout.once('drain', resume);
		}
	};
}

/** Whole samples leave the program: with the list of processes. */
function isRecorded({config}: SettledConfig): boolean {
	return config.export.directory !== undefined || config.export.to.length > 0 || config.publish.url !== undefined;
}

/** The address, once; and where a token was made up for it, the page with it. The screen shows both by itself. */
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
		log('warn', 'server', 'nobody knows the token that was made up: the journal may not; --token-file gives one');
	} else {
		// Not into the log: it is a secret.
		process.stderr.write(`mon-tui: open ${server.urlWithToken} to watch; the token is shown this once\n`);
	}
}

/** What was recorded before fills the graphs, so that history survives a restart. */
async function rememberExported(config: Config, monitor: Pick<Monitor, 'remember'>): Promise<void> {
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

/** Every metric would fail for the same reason: better said once, at the start. */
function checkRoot(root: string | undefined): void {
	if (root !== undefined && !existsSync(path.join(root, 'proc', 'stat'))) {
		throw new UsageError(
			`--root: ${root} holds no proc/stat. It must be where the root of the machine to watch is mounted`,
		);
	}
}
