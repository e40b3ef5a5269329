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
import {colorDepth} from '../ui/theme/color-depth.js';
import type {Followers} from './followers.js';

export type ScreenParts = {
	readonly config: Config;
	readonly bindings: readonly KeyBinding[];
	readonly monitor: Monitor;
	readonly playback: Playback | undefined;
	readonly followers: Followers;
};

/** The screen, loaded only now: most of the start-up is Ink's. Settles when the user quits. */
export async function showScreen(parts: ScreenParts, signal: AbortSignal): Promise<void> {
	const {config, bindings, monitor, playback, followers} = parts;
	// A line of Node's on the terminal would shift the whole screen.
	process.removeAllListeners('warning');
	const [{runScreen}, {createLook}] = await Promise.all([import('../ui/screen.js'), import('../ui/look.js')]);
	const look = createLook({
		theme: config.theme,
		colorDepth: colorDepth(config.color, process.env),
		isAscii: config.ascii || !isUnicodeTerminal(process.env),
		graphStyle: graphStyleFor(config.graph, process.env),
	});
	const {server, exporter} = followers;
	const url = server?.state.getState().urlWithToken;
	await runScreen(
		{
			monitor,
			look,
			bindings,
			service: playback ? noProcessService : localProcessService(thisMachine(config.root), config.readOnly),
			alertService: playback ? noAlertService : await alertServiceOf(monitor, followers),
			serverStatus: server?.state,
			playback,
			exportNow: exporter && (() => exporter.exportNow()),
			notice: url === undefined ? undefined : `Open ${url} to watch. The token is shown this once.`,
			viewChoice: config.view,
			hasKeyboard: Boolean(process.stdin.isTTY),
			stop: stopJob,
		},
		signal,
	);
}

async function alertServiceOf(monitor: Monitor, {delivery}: Followers): Promise<AlertService> {
	const {deliveryText} = await import('../delivery/delivery-text.js');
	return {
		acknowledge: ({id}) => {
			monitor.acknowledge(id);
		},
		silence: ({metric}, forMs) => monitor.silence(metric, Date.now() + forMs),
		deliveryOf: ({id}) => (delivery ? deliveryText(delivery.handlers.store.getState(), id, Date.now()) : ''),
	};
}
