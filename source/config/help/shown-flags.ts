import {definition} from '../definition.js';
import type {Leaf} from '../model/leaf.js';
import {leavesOf} from '../model/section.js';
import {commands} from '../options/commands.js';

/** A flag as `--help`, the manual page and shell completion show it. */
export type ShownFlag = {
	/** Heading in `--help`. */
	readonly group: string;
	/** The flag with its dashes: `--interval`, `--no-gpu`. */
	readonly long: string;
	/** The letter of the short form, without its dash. */
	readonly short: string | undefined;
	/** Placeholder of the value; `undefined` for a flag without a value. */
	readonly placeholder: string | undefined;
	readonly help: string;
	/** The allowed values, if they can be listed. */
	readonly choices: readonly string[] | undefined;
	readonly isRepeatable: boolean;
	readonly defaultText: string | undefined;
};

/** Returns the flags in the order of the definition, and of `--name` and `--no-name` the one that changes the default. */
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
