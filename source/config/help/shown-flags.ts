import {definition} from '../definition.js';
import type {Leaf} from '../model/leaf.js';
import {leavesOf} from '../model/section.js';
import {commands} from '../options/commands.js';

/** A flag as `--help`, the manual page and the completion of shells show it. */
export type ShownFlag = {
	/** The heading it stands under. */
	readonly group: string;
	/** With its dashes: `--interval`, `--no-gpu`. */
	readonly long: string;
	/** One letter, without its dash. */
	readonly short: string | undefined;
	/** What stands for the value; `undefined` when the flag stands alone. */
	readonly placeholder: string | undefined;
	readonly help: string;
	/** The values there are, where they can be listed. */
	readonly choices: readonly string[] | undefined;
	readonly isRepeatable: boolean;
	readonly defaultText: string | undefined;
};

/** In the order of the definition. Of `--name` and `--no-name` the one that changes the default. */
export function shownFlags(): readonly ShownFlag[] {
	return [...leavesOf(definition), ...leavesOf(commands)].flatMap(({leaf}) => flagsOf(leaf));
}

function flagsOf({group, flag, switches, help, choices, defaultText}: Leaf<unknown, string>): readonly ShownFlag[] {
	const ofValue = flag && {
		group,
		long: `--${flag.name}`,
		short: flag.short,
		placeholder: flag.placeholder,
		help,
		choices,
		isRepeatable: flag.isRepeatable,
		defaultText,
	};
	const ofSwitches = switches.flatMap(({name, isNegated, short, help: switchHelp}) =>
		switchHelp === undefined
			? []
			: [
					{
						group,
						long: isNegated ? `--no-${name}` : `--${name}`,
						short,
						placeholder: undefined,
						help: switchHelp,
						choices: undefined,
						isRepeatable: false,
						defaultText: undefined,
					},
				],
	);
	return ofValue ? [ofValue, ...ofSwitches] : ofSwitches;
}
