import type {MachineDesk} from './desk.js';

/** Records this moment, and says what came of it. */
export function exportNow(desk: MachineDesk): void {
	const write = desk.settings().exportNow;
	void say(
		desk,
		write ? write().then(place => `Recorded in ${place}`) : 'Nothing is recorded: start with --export DIR.',
		'Not recorded',
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
		remember ? remember(choices) : 'Not remembered: there is no place for a configuration; start with --config FILE.',
		'Not remembered',
	);
}

async function say(desk: MachineDesk, outcome: string | Promise<string>, failure: string): Promise<void> {
	const text = await Promise.resolve(outcome).catch(
		error => `${failure}: ${error instanceof Error ? error.message : String(error)}`,
	);
	desk.open({kind: 'message', text});
}
