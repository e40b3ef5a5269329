import {panelNames} from '../../config/options/panel-names.js';
import type {MachineControls} from '../input/controls.js';
import {runAction} from '../input/run-action.js';
import {fields} from '../processes/fields.js';
import {sortKeys} from '../processes/sort.js';
import type {ScreenSettings} from '../state/screen-settings.js';
import {sortedBy} from '../state/ui-state.js';
import {fuzzyDistance} from './fuzzy.js';

/** A command of the palette. */
export type Command = {
	readonly description: string;
	/** Name in the configuration; empty for an entry of a menu. */
	readonly name: string;
	readonly keys: readonly string[];
	run(controls: MachineControls): void;
};

/** Returns all commands: the actions, and choices that otherwise are entries of a menu. */
export function commandsOf({
	bindings,
	themeNames,
}: Pick<ScreenSettings, 'bindings' | 'themeNames'>): readonly Command[] {
	const choice = (description: string, run: Command['run']): Command => ({description, name: '', keys: [], run});
	return [
		...bindings.map(
			({action, keys, description}): Command => ({
				description,
				name: action,
				keys,
				run: controls => runAction(action, controls),
			}),
		),
		...sortKeys.map(sort =>
			choice(`sort by ${sort}: ${fields[sort].meaning}`, controls => controls.change(ui => sortedBy(ui, sort))),
		),
		...panelNames.map(panel =>
			choice(`zoom the panel ${panel}`, controls => controls.change(ui => ({...ui, zoomed: panel}))),
		),
		...themeNames.map(theme => choice(`use the theme ${theme}`, controls => controls.change(ui => ({...ui, theme})))),
	];
}

/** Returns the commands that match a query, the best first. */
export function matchingCommands(commands: readonly Command[], query: string): readonly Command[] {
	return commands
		.flatMap(command => {
			const distance = fuzzyDistance(query, `${command.description} ${command.name}`);
			return distance === undefined ? [] : [{command, distance}];
		})
		.sort((a, b) => a.distance - b.distance)
		.map(({command}) => command);
}
