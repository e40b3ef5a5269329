import process from 'node:process';
import type {Config} from '../config/definition.js';
import {stopJob} from '../job-control.js';
import {thisMachine} from '../metrics/collectors.js';
import type {Monitor} from '../monitor.js';
import {localProcessService} from '../process-service.js';
import type {Playback} from '../sources/playback.js';
import {graphStyleFor, isUnicodeTerminal} from '../terminal.js';
import {type AlertService, noAlertService} from '../ui/alerts/service.js';
import type {KeyBinding} from '../ui/keys.js';
import {noProcessService} from '../ui/processes/service.js';
import type {Choices} from '../ui/screen.js';
import {colorDepth} from '../ui/theme/color-depth.js';
import type {Theme} from '../ui/theme/themes.js';
import type {Followers} from './followers.js';

export type ScreenParts = {
	readonly config: Config;
	readonly bindings: readonly KeyBinding[];
	readonly monitor: Monitor;
	readonly playback: Playback | undefined;
	readonly followers: Followers;
	/** Where choices are remembered. */
	readonly configFile: string | undefined;
};

/** The screen, loaded only now: most of the start-up is Ink's. Settles when the user quits. */
export async function showScreen(parts: ScreenParts, signal: AbortSignal): Promise<void> {
	const {config, bindings, monitor, playback, followers, configFile} = parts;
	// A line of Node's on the terminal would shift the whole screen.
	process.removeAllListeners('warning');
	const [{runScreen}, {createLook}, {themes}, {ownTheme}] = await Promise.all([
		import('../ui/screen.js'),
		import('../ui/look.js'),
		import('../ui/theme/themes.js'),
		import('../ui/theme/own-theme.js'),
	]);
	const themeByName = new Map<string, Theme>([
		...Object.entries(themes),
		...Object.entries(config.themes).map(([name, own]) => [name, ownTheme(own)] as const),
	]);
	const drawing = {
		colorDepth: colorDepth(config.color, process.env),
		isAscii: config.ascii || !isUnicodeTerminal(process.env),
		graphStyle: graphStyleFor(config.graph, process.env),
	};
	const {server, exporter} = followers;
	const url = server?.state.getState().urlWithToken;
	await runScreen(
		{
			monitor,
			lookFor: name => createLook({...drawing, theme: themeByName.get(name) ?? themes.default}),
			themeNames: [...themeByName.keys()],
			initial: {hidden: config.hide, theme: config.theme},
			bindings,
			service: playback ? noProcessService : localProcessService(thisMachine(config.root), config.readOnly),
			alertService: playback ? noAlertService : await alertServiceOf(monitor, followers),
			serverStatus: server?.state,
			playback,
			exportNow: exporter && (() => exporter.exportNow()),
			remember: configFile === undefined ? undefined : choices => rememberIn(configFile, choices),
			notice: url === undefined ? undefined : `Open ${url} to watch. The token is shown this once.`,
			viewChoice: config.view,
			hasKeyboard: Boolean(process.stdin.isTTY),
			stop: stopJob,
		},
		signal,
	);
}

async function rememberIn(configFile: string, {hidden, theme, view}: Choices): Promise<string> {
	const {remember} = await import('../config/remember.js');
	await remember(configFile, {view, theme, hide: hidden});
	return configFile;
}

async function alertServiceOf(monitor: Monitor, {delivery}: Followers): Promise<AlertService> {
	const {progressOf, undelivered} = await import('../delivery/delivery-progress.js');
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
}
