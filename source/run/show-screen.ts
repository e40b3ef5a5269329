import type {Monitor} from '../core/monitor.js';
import type {Playback} from '../core/playback.js';
import {createStore, type ReadonlyStore} from '../core/store.js';
import type {Delivery} from '../delivery/start-delivery.js';
import {thisMachine} from '../metrics/collectors.js';
import type {FleetHost} from '../remote/fleet/fleet-state.js';
import {type AlertService, noAlertService} from '../ui/alerts/service.js';
import {withoutFleetKeys} from '../ui/input/keys.js';
import type {ProcessScope} from '../ui/processes/scope.js';
import {noProcessService} from '../ui/processes/service.js';
import type {Route} from '../ui/state/route.js';
import type {ScreenSettings} from '../ui/state/screen-settings.js';
import type {Followers} from './followers.js';
import {localProcessService} from './process-service.js';
import {loadAppearance, terminalOptions} from './screen-settings.js';
import type {SettledConfig} from './settle.js';

export type ScreenParts = {
	/** The current configuration. */
	readonly configuration: ReadonlyStore<SettledConfig>;
	readonly monitor: Monitor;
	readonly playback: Playback | undefined;
	/** The connection to a remote machine; `undefined` for this machine. */
	readonly host: ReadonlyStore<FleetHost | undefined> | undefined;
	readonly followers: Followers;
	/** The processes that the list is limited to; `undefined` for all. */
	readonly scope: ProcessScope | undefined;
	/** Sets whether the process panel is shown. The list of processes is read only for it. */
	setProcessesShown(isShown: boolean): void;
	/** Called with the processes that are on the screen. */
	watchProcesses(pids: readonly number[]): void;
};

/** Shows the screen until the user quits. Ink is loaded only here, as it takes most of the start-up time. */
export async function showScreen(parts: ScreenParts, signal: AbortSignal): Promise<void> {
	const {configuration, monitor, playback, host, followers, scope, setProcessesShown, watchProcesses} = parts;
	const isLocal = playback === undefined && host === undefined;
	const [{runScreen}, {createScreenState}, appearanceOf, alertServiceOf] = await Promise.all([
		import('../ui/screen.js'),
		import('../ui/state/screen-state.js'),
		loadAppearance(),
		alertServiceMaker(monitor),
	]);
	const settingsOf = (settled: SettledConfig): ScreenSettings => {
		const {config, bindings} = settled;
		const exporter = followers.exporter();
		return {
			...appearanceOf(settled),
			bindings: withoutFleetKeys(bindings),
			service: isLocal
				? {...localProcessService(thisMachine(config.root), config.readOnly), watch: watchProcesses, scope}
				: noProcessService,
			alertService: isLocal ? alertServiceOf(followers.delivery()) : noAlertService,
			exportNow: exporter && (() => exporter.exportNow()),
		};
	};
	const settings = createStore(settingsOf(configuration.getState()));
	const unsubscribe = configuration.subscribe(() => settings.setState(() => settingsOf(configuration.getState())));
	const {server} = followers;
	const url = server?.state.getState().urlWithToken;
	const machine = {monitor, serverStatus: server?.state, playback, host, examine: followers.debugInfo};
	using state = createScreenState({
		route: createStore<Route>({kind: 'machine', id: '', machine}),
		settings,
		notice: url === undefined ? undefined : `Open ${url} in a browser. The token is shown only once.`,
	});
	state.subscribe(() => setProcessesShown(!state.getState().ui.hidden.includes('processes')));
	await runScreen({...terminalOptions(configuration.getState()), state}, signal).finally(unsubscribe);
}

async function alertServiceMaker(monitor: Monitor): Promise<(delivery: Delivery | undefined) => AlertService> {
	const {progressOf, undelivered} = await import('../delivery/delivery-progress.js');
	return delivery => {
		const store = delivery?.handlers.store;
		return {
			acknowledge: ({id}) => {
				monitor.acknowledge(id);
			},
			silence: ({metric}, forMs) => monitor.silence(metric, Date.now() + forMs),
			delivery: store && {
				store,
				progressOf: ({id}) => progressOf(store.getState(), id, Date.now()),
				undelivered: () => undelivered(store.getState()),
			},
		};
	};
}
