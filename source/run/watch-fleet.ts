import process from 'node:process';
import type {Config} from '../config/definition.js';
import {UsageError} from '../config/model/usage-error.js';
import {monitorSource} from '../core/monitor.js';
import {createStore} from '../core/store.js';
import {debugInfo} from '../health/debug-info.js';
import {processReport} from '../health/process-report.js';
import {createFleet, type Fleet} from '../remote/fleet/fleet.js';
import {boundedOutput} from '../support/bounded-output.js';
import {version} from '../support/version.js';
import {noAlertService} from '../ui/alerts/service.js';
import {noProcessService} from '../ui/processes/service.js';
import type {Route} from '../ui/state/route.js';
import type {ScreenSettings} from '../ui/state/screen-settings.js';
import {fleetEncoder} from './fleet-encoder.js';
import {followConfig} from './follow-config.js';
import {openLog} from './open-log.js';
import {printFleet} from './print-fleet.js';
import {loadAppearance, terminalOptions} from './screen-settings.js';
import type {SettledConfig} from './settle.js';
import {openFeeds} from './targets.js';
import {canShowScreen, isReadAloud, spokenIntervalMs} from './terminal.js';
import type {WatchOptions} from './watch.js';

/** Watches many machines until `ending` is aborted, the user quits, or the requested output is complete. Returns the exit code. */
export async function watchFleet(options: WatchOptions): Promise<number> {
	const {settled, ending} = options;
	const {config, command} = settled;
	checkFleet(settled);
	const isScreenPossible = canShowScreen(Boolean(process.stdout.isTTY), process.env);
	const encode = fleetEncoder(config, command, isScreenPossible);
	if (encode) {
		const feeds = await openFeeds(config, true, ending.signal);
		const minIntervalMs = isReadAloud(process.env) ? spokenIntervalMs : 0;
		const write = boundedOutput(process.stdout, count =>
			process.stderr.write(`mon-tui: ${count} messages dropped: standard output was not read\n`),
		);
		return printFleet(feeds, {encode, isOnce: command.once, minIntervalMs, write}, ending.signal);
	}

	const fleet = createFleet(await openFeeds(config, false, ending.signal));
	const end = (): void => ending.abort();
	const running = fleet.run(ending.signal).finally(end);
	// It is awaited at the end. Without a listener, Node would warn of an earlier rejection.
	running.catch(() => {});
	await showFleet(options, fleet).finally(end);
	await running;
	return 0;
}

/** Throws a UsageError for flags that support only one machine. */
function checkFleet({config, command}: SettledConfig): void {
	const single = [
		['--check', command.check],
		['--diagnose', command.diagnose],
		['--headless', command.headless],
		['--serve', config.server.enabled],
		['--export', config.export.directory !== undefined],
		['--publish', config.publish.url !== undefined],
	] as const;
	const [flag] = single.find(([, isGiven]) => isGiven) ?? [];
	if (flag !== undefined) {
		throw new UsageError(`${flag} supports only one machine; use one address with --connect`);
	}
}

/** Shows the overview and the selected host. Only that host is followed in full. */
async function showFleet({settled, load, reloadRequests, ending}: WatchOptions, fleet: Fleet): Promise<void> {
	using opened = openLog(settled.config, 'beside the screen');
	const {log} = opened;
	log('info', 'fleet', `mon-tui ${version} starts, watching remote machines`);
	const [{runScreen}, {createScreenState}, appearanceOf] = await Promise.all([
		import('../ui/screen.js'),
		import('../ui/state/screen-state.js'),
		loadAppearance(),
	]);
	const settingsOf = (next: SettledConfig): ScreenSettings => ({
		...appearanceOf(next),
		service: noProcessService,
		alertService: noAlertService,
	});
	const settings = createStore(settingsOf(settled));
	using _ = followConfig({
		started: settled,
		load,
		async changeOver(next) {
			opened.change(next.config);
			settings.setState(() => settingsOf(next));
		},
		requests: reloadRequests,
		report: (area, problem) => problem !== undefined && log('warn', area, problem),
		log,
	});
	const overview: Route = {kind: 'overview', fleet: fleet.store, examine: processReport};
	const route = createStore<Route>(overview);
	let leave = (): void => {};

	const show = (id: string | undefined): void => {
		leave();
		leave = () => {};
		if (id === undefined) {
			route.setState(() => overview);
			return;
		}

		const {machine, close} = openHost(fleet, id, settled.config);
		leave = close;
		route.setState(() => ({kind: 'machine', id, machine}));
	};

	try {
		using state = createScreenState({route, settings});
		await runScreen({...terminalOptions(settled), state, fleet: {store: fleet.store, show}}, ending.signal);
	} finally {
		leave();
	}
}

function openHost(fleet: Fleet, id: string, config: Config) {
	const monitor = monitorSource({source: fleet.source(id), history: config.history});
	const closing = new AbortController();
	// The source of a host ends only with its signal.
	void monitor.run(closing.signal);
	const host = {
		subscribe: fleet.store.subscribe,
		getState: () => fleet.store.getState().hosts.find(one => one.id === id),
	};
	return {
		machine: {monitor, host, examine: () => debugInfo(monitor)},
		close: () => closing.abort(),
	};
}
