import type {MachineDesk} from './desk.js';

/** Records this moment, and says what came of it. */
export function exportNow(desk: MachineDesk): void {
	const write = desk.settings().exportNow;
	void say(
		desk,
		write ? write().then(place => `Exported to ${place}`) : 'Export is off. Start mon-tui with --export DIR.',
		'Export failed',
	);
}

/** Writes what the user chose into the configuration, and says what came of it. */
export function rememberChoices(desk: MachineDesk): void {
	desk.open(undefined);
	const {remember, state} = desk.services;
	const {hidden, theme, graph, processes} = desk.ui();
	const choices = {view: state.getState().viewChoice, hide: hidden, theme, graph, sort: processes.sort};
	void say(
		desk,
		remember ? remember(choices) : 'Not saved: no configuration file is known. Start mon-tui with --config FILE.',
		'Not saved',
	);
}

async function say(desk: MachineDesk, outcome: string | Promise<string>, failure: string): Promise<void> {
	const text = await Promise.resolve(outcome).catch(
		error => `${failure}: ${error instanceof Error ? error.message : String(error)}`,
	);
	desk.open({kind: 'message', text});
}
