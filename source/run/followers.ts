import {hostname} from 'node:os';
import type {AlertMemory} from '../alert-memory/alert-memory.js';
import type {EventKeeper} from '../alerts/event-keeper.js';
import type {Config} from '../config/definition.js';
import type {ConsolePlace} from '../delivery/create-handlers.js';
import type {Delivery} from '../delivery/start-delivery.js';
import type {RunningExport} from '../exporters/exporter.js';
import type {Log} from '../log/log.js';
import {thisMachine} from '../metrics/collectors.js';
import type {Monitor} from '../monitor.js';
import type {RunningServer} from '../server/start-server.js';
import {spoolDirectory} from './open-memory.js';
import {usageOf} from './usage.js';

/** Everything beside the screen that follows the monitor: delivery of alerts, server, exporter. */
export type Followers = AsyncDisposable & {
	readonly delivery: Delivery | undefined;
	readonly server: RunningServer | undefined;
	readonly exporter: RunningExport | undefined;
};

export type FollowerOptions = {
	readonly config: Config;
	readonly monitor: Monitor;
	readonly log: Log;
	wantProcessList(): () => void;
	/** Where alerts are written to be read at once; `undefined` while the screen shows them. */
	readonly console: ConsolePlace;
	/** Nobody is told of alerts and nothing is recorded: it was measured before, or is looked at only once. */
	readonly isSilent: boolean;
	/** Another machine raises the alerts, and tells of them itself. */
	readonly isJudgedElsewhere: boolean;
	/** Where alerts are kept from now on. */
	readonly memory: AlertMemory | undefined;
};

/** Starts what the configuration asks for, and loads nothing else. Throws when the server cannot start. */
export async function startFollowers(options: FollowerOptions): Promise<Followers> {
	const server = await startServer(options);
	const keeper = options.memory && options.monitor.follow(options.memory.keep(options.monitor.report));
	const delivery = options.isSilent || options.isJudgedElsewhere ? undefined : await startDelivery(options, keeper);
	const exporter = options.isSilent ? undefined : await startExporter(options);
	const publisher = options.isSilent ? undefined : await startPublisher(options);
	return {
		delivery,
		server,
		exporter,
		async [Symbol.asyncDispose]() {
			await Promise.all(
				[server, delivery, exporter, publisher].map(async follower => follower?.[Symbol.asyncDispose]()),
			);
			await keeper?.[Symbol.asyncDispose]();
		},
	};
}

async function startDelivery(
	{config, monitor, console}: FollowerOptions,
	keeper: EventKeeper | undefined,
): Promise<Delivery | undefined> {
	const {handlers, heartbeat} = config.alerts;
	if (handlers.length === 0 && heartbeat.url === undefined) {
		return undefined;
	}

	const delivery = await import('../delivery/start-delivery.js');
	return delivery.startDelivery(config.alerts, {
		store: monitor.store,
		report: monitor.report,
		spoolDirectory: spoolDirectory(config),
		keeper,
		console,
	});
}

async function startServer({
	config,
	monitor,
	log,
	wantProcessList,
	isSilent,
}: FollowerOptions): Promise<RunningServer | undefined> {
	const {enabled, commandLines: tellsCommandLines, ...settings} = config.server;
	if (!enabled) {
		return undefined;
	}

	const [server, {commandLines}] = await Promise.all([
		import('../server/start-server.js'),
		import('../metrics/linux/command-lines.js'),
	]);
	const running = await server.startServer(monitor.store, {
		...settings,
		log,
		wantProcessList,
		// The processes of a recording are not those of this machine.
		commandLineOf: tellsCommandLines && !isSilent ? commandLines(thisMachine(config.root)).of : undefined,
		health: () => monitor.health(),
	});
	for (const warning of running.warnings) {
		log('warn', 'server', warning);
	}

	return running;
}

async function startExporter({config, monitor}: FollowerOptions): Promise<RunningExport | undefined> {
	const {directory, keepFiles, keepDays, keepBytes, ...settings} = config.export;
	if (directory === undefined) {
		return undefined;
	}

	const {jsonFileExporter} = await import('../exporters/json-file.js');
	return jsonFileExporter({
		...settings,
		directory,
		retention: {keepFiles, keepDays, keepBytes},
		report: monitor.report,
	})(monitor.store);
}

async function startPublisher({config, monitor, log}: FollowerOptions): Promise<AsyncDisposable | undefined> {
	const {url, login: loginFile} = config.publish;
	if (url === undefined) {
		return undefined;
	}

	const [{natsPublisher}, {parseNatsAddress, shownAddress}, {readLoginFile}, {natsOpener}] = await Promise.all([
		import('../exporters/nats-publisher.js'),
		import('../nats/address.js'),
		import('../nats/login-file.js'),
		import('../nats/open.js'),
	]);
	const {place, open} = await usageOf('--publish: ', async () => {
		const address = parseNatsAddress(url);
		const login = loginFile === undefined ? undefined : await readLoginFile(loginFile);
		return {place: shownAddress(address), open: await natsOpener({address, login, name: `mon-tui ${hostname()}`})};
	});
	return natsPublisher({open, place, report: monitor.report, log})(monitor.store);
}
