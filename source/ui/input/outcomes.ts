import type {SavedChoices} from '../state/choices.js';
import type {MachineControls} from './controls.js';

/** Exports the latest sample and shows the result. */
export function exportNow(controls: MachineControls): void {
	const write = controls.settings().exportNow;
	void showOutcome(
		controls,
		write ? write().then(path => `Exported to ${path}`) : 'Export is off. Start mon-tui with --export DIR.',
		'Export failed',
	);
}

/** Saves the choices to the configuration and shows the result. */
export function rememberChoices(controls: MachineControls): void {
	controls.open(undefined);
	const {remember, state} = controls.services;
	const {hidden, theme, graph, bucketMs, hasDecimalUnits, processes} = controls.ui();
	const {host, playback} = controls.route.machine;
	const choices: SavedChoices = {
		view: state.getState().viewChoice,
		hide: hidden,
		theme,
		graph,
		columns: processes.columns,
		sort: processes.sort,
		reverse: processes.isInverted,
		perCore: processes.isPerCore,
		units: hasDecimalUnits ? 'decimal' : 'binary',
		graphStepMs: bucketMs,
		...(host || playback ? {} : {intervalMs: controls.monitor().intervalMs}),
	};
	void showOutcome(
		controls,
		remember ? remember(choices) : 'Not saved: no configuration file is known. Start mon-tui with --config FILE.',
		'Not saved',
	);
}

async function showOutcome(
	controls: MachineControls,
	outcome: string | Promise<string>,
	failure: string,
): Promise<void> {
	const text = await Promise.resolve(outcome).catch(
		error => `${failure}: ${error instanceof Error ? error.message : String(error)}`,
	);
	controls.showHint(text);
}
