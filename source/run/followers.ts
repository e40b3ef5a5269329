import {hostname} from 'node:os';
import type {Config} from '../config/definition.js';
import {usageOf} from '../config/model/usage-error.js';
import type {Monitor} from '../core/monitor.js';
import type {ConsolePlace} from '../delivery/create-handlers.js';
import type {Delivery} from '../delivery/start-delivery.js';
import {type DebugInfo, debugInfo} from '../health/debug-info.js';
import {type ExaminedFollowers, healthReport} from '../health/health-report.js';
import type {HealthReport} from '../health/report.js';
import type {Log} from '../log/log.js';
import {thisMachine} from '../metrics/collectors.js';
import type {RunningExport} from '../recording/write/exporter.js';
import type {RunningFiles} from '../recording/write/json-file.js';
import type {RunningServer} from '../server/start-server.js';
import {adviseFlags} from './advise-flags.js';
import {databasesPart} from './databases-part.js';
import {notifier} from './notifier.js';
import {type Destination, destinationsPart, type Part} from './part.js';

/** The components that follow the monitor, besides the screen: alert delivery, server and exporters. They may change. */
export type Followers = Pick<Part<never>, 'prepare'> &
	AsyncDisposable & {
		/** Returns the health of the monitor and all components. */
		health(): HealthReport;
		debugInfo(): DebugInfo;
		readonly server: RunningServer | undefined;
		delivery(): Delivery | undefined;
		exporter(): RunningExport | undefined;
	};

/** Options of `startFollowers`. */
export type FollowerOptions = {
	readonly config: Config;
	readonly monitor: Monitor;
	readonly log: Log;
	requestProcessList(): () => void;
	/** Where the console handler writes alerts; `undefined` while the screen shows them. */
	readonly console: ConsolePlace;
	/** Whether nothing is notified or recorded: for recordings and for runs that end at once. */
	readonly isSilent: boolean;
	/** Whether a remote machine raises the alerts and sends the notifications. */
	readonly isEvaluatedElsewhere: boolean;
	/** The descriptor of a listening socket that the service manager passed. */
	readonly inheritedSocket: number | undefined;
};

/** Starts the configured components and loads no others. Throws if the server cannot start. */
export async function startFollowers(options: FollowerOptions): Promise<Followers> {
	const delivery = notifier(options);
	const {report} = options.monitor;
	const files = destinationsPart({
		destinations: config => filesOf(config, options),
		areasOf: () => ['export', 'recorded file', 'retention'],
		report,
	});
	const publishers = destinationsPart({
		destinations: config => publishersOf(config, options),
		areasOf: () => ['publish'],
		report,
	});
	const databases = databasesPart(options.monitor);
	const exporters = [files, databases, publishers];
	const parts = [delivery, ...exporters];
	let server: RunningServer | undefined;
	const running = (): ExaminedFollowers => ({
		handlers: delivery.running()?.handlers,
		exporter: files.running()?.[0],
		databases: databases.running(),
		server,
	});
	const health = (): HealthReport => healthReport(options.monitor, running());
	const active = options.isSilent ? [] : options.isEvaluatedElsewhere ? exporters : parts;
	const prepare = async (config: Config): Promise<() => Promise<void>> => {
		const changes = await Promise.all(active.map(part => part.prepare(config)));
		return async () => {
			await Promise.all(changes.map(change => change()));
		};
	};

	server = await startServer(options, health);
	const begin = await prepare(options.config);
	await begin();
	return {
		server,
		health,
		debugInfo: () => debugInfo(options.monitor, running()),
		delivery: delivery.running,
		exporter: () => files.running()?.[0],
		prepare,
		async [Symbol.asyncDispose]() {
			await Promise.all([server, ...parts].map(async follower => follower?.[Symbol.asyncDispose]()));
		},
	};
}

async function startServer(
	{config, monitor, log, requestProcessList, isSilent, isEvaluatedElsewhere, inheritedSocket}: FollowerOptions,
	health: () => HealthReport,
): Promise<RunningServer | undefined> {
	const {enabled, commandLines: sendsCommandLines, tokenFile: _, ...settings} = config.server;
	if (!enabled) {
		return undefined;
	}

	const [server, {commandLines}] = await Promise.all([
		import('../server/start-server.js'),
		import('../metrics/linux/command-lines.js'),
	]);
	const running = await server.startServer(monitor.store, {
		...settings,
		fd: inheritedSocket,
		log,
		report: monitor.report,
		advise: adviseFlags,
		// Only this machine reads its list of processes on demand.
		...(!isSilent && !isEvaluatedElsewhere && {requestProcessList}),
		// The processes of a recording are not those of this machine.
		commandLineOf: sendsCommandLines && !isSilent ? commandLines(thisMachine(config.root)).of : undefined,
		health,
	});
	for (const warning of running.warnings) {
		log('warn', 'server', warning);
	}

	return running;
}

async function filesOf(
	{export: {directory, keepFiles, keepDays, keepBytes, to: _, ...settings}}: Config,
	{monitor}: FollowerOptions,
): Promise<readonly Destination<RunningFiles>[]> {
	if (directory === undefined) {
		return [];
	}

	const [{jsonFileExporter}, {makeWritable}] = await Promise.all([
		import('../recording/write/json-file.js'),
		import('../recording/write/writable-directory.js'),
	]);
	await usageOf('--export: ', () => makeWritable(directory));
	const options = {...settings, retention: {keepFiles, keepDays, keepBytes}};
	return [
		{
			key: directory,
			settings: options,
			begin: () => monitor.follow(jsonFileExporter({...options, directory, report: monitor.report})),
			change: running => running.change(options),
		},
	];
}

async function publishersOf(
	{publish: {url, login: loginText}}: Config,
	{monitor, log}: FollowerOptions,
): Promise<readonly Destination<AsyncDisposable>[]> {
	if (url === undefined) {
		return [];
	}

	const [{natsPublisher}, {parseNatsAddress, shownAddress}, {parseLogin}, {natsOpener}] = await Promise.all([
		import('../nats/nats-publisher.js'),
		import('../nats/address.js'),
		import('../nats/login.js'),
		import('../nats/open.js'),
	]);
	const {place, open} = await usageOf('--publish: ', async () => {
		const address = parseNatsAddress(url);
		const login = loginText === undefined ? undefined : parseLogin(loginText);
		return {place: shownAddress(address), open: await natsOpener({address, login, name: `mon-tui ${hostname()}`})};
	});
	// Nothing is queued for a broker: subscribers get current samples only.
	const begin = (): AsyncDisposable => monitor.follow(natsPublisher({open, place, report: monitor.report, log}));
	return [{key: place, settings: {url, login: loginText}, begin}];
}
