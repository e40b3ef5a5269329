import process from 'node:process';
import type {Delivery} from '../delivery/start-delivery.js';
import type {FleetHost} from '../fleet/fleet-state.js';
import {stopJob} from '../job-control.js';
import {thisMachine} from '../metrics/collectors.js';
import type {Monitor} from '../monitor.js';
import {localProcessService} from '../process-service.js';
import type {Playback} from '../sources/playback.js';
import {createStore, type ReadonlyStore} from '../store.js';
import {graphStyleFor, isLinuxConsole, isUnicodeTerminal} from '../terminal.js';
import {type AlertService, noAlertService} from '../ui/alerts/service.js';
import type {Choices} from '../ui/choices.js';
import {noProcessService} from '../ui/processes/service.js';
import type {ScreenSettings} from '../ui/screen.js';
import {colorDepth} from '../ui/theme/color-depth.js';
import type {Theme} from '../ui/theme/themes.js';
import type {Followers} from './followers.js';
import type {SettledConfig} from './settle.js';

export type ScreenParts = {
	/** As it is now. */
	readonly configuration: ReadonlyStore<SettledConfig>;
	readonly monitor: Monitor;
	readonly playback: Playback | undefined;
	/** How the machine is reached, if it is another. */
	readonly host: ReadonlyStore<FleetHost | undefined> | undefined;
	readonly followers: Followers;
	/** Told whether the panel of processes is shown: only then is their list read. */
	wantToShowProcesses(isWanted: boolean): void;
};

/** The screen, loaded only now: most of the start-up is Ink's. Settles when the user quits. */
export async function showScreen(parts: ScreenParts, signal: AbortSignal): Promise<void> {
	const {configuration, monitor, playback, host, followers, wantToShowProcesses} = parts;
	const {configFile} = configuration.getState();
	const isLocal = playback === undefined && host === undefined;
	// A line of Node's on the terminal would shift the whole screen.
	process.removeAllListeners('warning');
	const [{runScreen}, {createLook}, {themes}, {ownTheme}, alertServiceOf] = await Promise.all([
		import('../ui/screen.js'),
		import('../ui/look.js'),
		import('../ui/theme/themes.js'),
		import('../ui/theme/own-theme.js'),
		alertServiceMaker(monitor),
	]);
	const settingsOf = ({config, bindings}: SettledConfig): ScreenSettings => {
		const themeByName = new Map<string, Theme>([
			...Object.entries(themes),
			...Object.entries(config.themes).map(([name, own]) => [name, ownTheme(own)] as const),
		]);
		const terminal = {
			colorDepth: colorDepth(config.color, process.env),
			isAscii: config.ascii || !isUnicodeTerminal(process.env),
			isConsole: isLinuxConsole(process.env),
		};
		const exporter = followers.exporter();
		return {
			lookFor: ({theme, graph}) =>
				createLook({
					...terminal,
					theme: themeByName.get(theme) ?? themes.default,
					graphStyle: graphStyleFor(graph, process.env),
				}),
			themeNames: [...themeByName.keys()],
			choices: config,
			bindings,
			service: isLocal ? localProcessService(thisMachine(config.root), config.readOnly) : noProcessService,
			alertService: isLocal ? alertServiceOf(followers.delivery()) : noAlertService,
			exportNow: exporter && (() => exporter.exportNow()),
		};
	};
	const settings = createStore(settingsOf(configuration.getState()));
	const unsubscribe = configuration.subscribe(() => settings.setState(() => settingsOf(configuration.getState())));
	const {server} = followers;
	const url = server?.state.getState().urlWithToken;
	await runScreen(
		{
			monitor,
			settings,
			serverStatus: server?.state,
			playback,
			host,
			remember: configFile === undefined ? undefined : choices => rememberIn(configFile, choices),
			onHide: hidden => wantToShowProcesses(!hidden.includes('processes')),
			notice: url === undefined ? undefined : `Open ${url} to watch. The token is shown this once.`,
			hasMouse: configuration.getState().config.mouse,
			hasKeyboard: Boolean(process.stdin.isTTY),
			stop: stopJob,
		},
		signal,
	).finally(unsubscribe);
}

async function rememberIn(file: string, choices: Choices): Promise<string> {
	const {remember} = await import('../config/remember.js');
	const written = await remember(file, choices);
	return written.length === 0 ? `${file} says all this already.` : `Remembered in ${file}: ${written.join(', ')}.`;
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
