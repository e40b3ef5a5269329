import type {AlertRule} from '../alerts/rules/rule.js';
import type {Config} from '../config/definition.js';
import {usageOf} from '../config/model/usage-error.js';
import type {Command} from '../config/options/commands.js';
import type {Target} from '../config/options/connect.js';
import type {Monitor} from '../core/monitor.js';
import type {Playback} from '../core/playback.js';
import type {Source} from '../core/source.js';
import type {ReadonlyStore} from '../core/store.js';
import {createMonitor} from '../create-monitor.js';
import type {Log} from '../log/log.js';
import type {FleetHost} from '../remote/fleet/fleet-state.js';
import type {RemoteSource} from '../remote/remote-source.js';
import {isSshAddress} from '../remote/ssh/address.js';
import {observedClosely} from './diagnose/observed-closely.js';
import {recordedMoment} from './recorded-moment.js';

export type OpenedMonitor = {
	readonly monitor: Monitor;
	/** The playback controls of a recording; `undefined` for a machine. */
	readonly playback: Playback | undefined;
	/** The connection to a remote machine; `undefined` for this machine. */
	readonly host: ReadonlyStore<FleetHost | undefined> | undefined;
	/** Returns whether the latest findings were received from a remote machine. Otherwise they were found here. */
	hasReceivedFindings(): boolean;
};

export type OpenOptions = {
	isProcessListRequested(): boolean;
	/** Returns the processes that are on the screen. */
	shownPids(): readonly number[];
	/** Whether playback stays at the end of a recording, so that the user can go back. Otherwise the program ends there. */
	readonly staysAtEnd: boolean;
	readonly log: Log;
	/** Aborts when the program ends. */
	readonly signal: AbortSignal;
	/** The alert rules for this machine. A recording contains its alerts. */
	readonly rules: readonly AlertRule[];
};

/** The diagnosis needs a list from time to time, also when no client requests one. */
const isLightProcessListRequested = (): boolean => true;

/** Opens the monitor of this machine, a remote machine or a recording. */
export async function openMonitor(config: Config, command: Command, options: OpenOptions): Promise<OpenedMonitor> {
	const [target] = config.connect;
	if (command.replay !== undefined) {
		return openRecording(command.replay, command, config, options);
	}

	return target
		? openRemote(target, config, command, options.signal)
		: openLocal(command.diagnose ? observedClosely(config) : config, options);
}

async function openLocal(
	{intervalMs, root, metrics, history}: Config,
	{isProcessListRequested, shownPids, log, rules}: OpenOptions,
): Promise<OpenedMonitor> {
	const onGpuFailure = (backend: string, reason: string): void => log('warn', 'gpu', `${backend}: ${reason}`);
	const machine = {
		intervalMs,
		root,
		metrics,
		isProcessListRequested,
		isLightProcessListRequested,
		shownPids,
		onGpuFailure,
	};
	return {
		monitor: await createMonitor({...machine, history, rules}),
		playback: undefined,
		host: undefined,
		hasReceivedFindings: () => false,
	};
}

/** Opens the monitor of a remote machine. `--once`, `--check` and `--diagnose` fail at the first connection error. */
async function openRemote(
	target: Target,
	config: Config,
	{once, check, diagnose}: Command,
	signal: AbortSignal,
): Promise<OpenedMonitor> {
	const isPersistent = !once && !check && !diagnose;
	const source = isSshAddress(target.url)
		? await sshSource(target, config, isPersistent, signal)
		: await serverSource(target, config, isPersistent);
	let hasFindings = false;
	const observed: Source = {
		...source,
		async *updates(signal) {
			for await (const update of source.updates(signal)) {
				hasFindings = update.findings !== undefined;
				yield update;
			}
		},
	};
	return {
		monitor: await createMonitor({source: observed, history: config.history}),
		playback: undefined,
		host: source.host,
		hasReceivedFindings: () => hasFindings,
	};
}

async function serverSource(target: Target, config: Config, isPersistent: boolean): Promise<RemoteSource> {
	const [{remoteSource}, {serverOptions}] = await Promise.all([
		import('../remote/remote-source.js'),
		import('./targets.js'),
	]);
	const {url, ...options} = await serverOptions(target, config);
	return remoteSource(url, {...options, isPersistent});
}

async function sshSource(
	target: Target,
	config: Config,
	isPersistent: boolean,
	signal: AbortSignal,
): Promise<RemoteSource> {
	const [{feedSource}, {connectSsh, nameOf}] = await Promise.all([
		import('../remote/remote-source.js'),
		import('./connect-ssh.js'),
	]);
	const feedOf = await connectSsh([target], {...config, isAlwaysFull: false, signal});
	return feedSource(feedOf(target), {label: nameOf(target), intervalMs: config.intervalMs, isPersistent});
}

async function openRecording(
	place: string,
	{at, replaySpeed}: Command,
	{history}: Config,
	{staysAtEnd}: OpenOptions,
): Promise<OpenedMonitor> {
	const {recordingSource} = await import('../recording/replay/recording.js');
	const source = await usageOf('--replay: ', () => recordingSource({place, history, staysAtEnd}));
	const {playback} = source;
	playback.setSpeed(replaySpeed);
	if (at !== undefined) {
		playback.seek(recordedMoment(at, playback.store.getState()));
	}

	return {monitor: await createMonitor({source, history}), playback, host: undefined, hasReceivedFindings: () => false};
}
