import {suggestion} from '../../support/nearest.js';
import {quoted} from '../../support/shown.js';
import type {PlacedLeaf} from '../model/section.js';
import {UsageError} from '../model/usage-error.js';

/** Prefix of every value in the arguments that `spellOut` returns. */
export const valueMark = ':';

/** One flag of one setting. */
type Spelling = {
	readonly path: string;
	/** The long form: `--interval`, `--no-gpu`. */
	readonly long: string;
	readonly short: string | undefined;
	/** The allowed values; `undefined` for a flag without a value. */
	readonly allowed: string | undefined;
	readonly isRepeatable: boolean;
};

/**
Returns the arguments with every flag as `--name` or `--name=:value`. Throws a UsageError for an unknown flag, a missing or
superfluous value, and a repeated flag.

meow parses the result. By itself it is too lenient: it drops a repeatable flag without a value (`--disk`) and some
misspelt ones (`--gpu_backend`), turns `--once=maybe` into false, parses `--once false` as one flag, sets a final
`--interval` to the empty string, and names `--logFile` when `--log-file` is repeated. The colon prevents it from removing
the quotes of a value and from dropping an empty value.
*/
export function spellOut(argv: readonly string[], leaves: readonly PlacedLeaf[]): readonly string[] {
	const byFlag = new Map(
		leaves.flatMap(spellingsOf).flatMap(spelling => flagsOf(spelling).map(flag => [flag, spelling])),
	);
	const givenBy = new Map<string, string>();
	const spelled: string[] = [];
	const pending = argv.toReversed();

	const find = (flag: string): Spelling => {
		const spelling = byFlag.get(flag);
		if (spelling === undefined) {
			const hint = suggestion(flag, byFlag.keys(), flag.startsWith('--') ? '--' : '-') || '; --help lists the flags';
			throw new UsageError(`unknown flag ${quoted(flag)}${hint}`);
		}

		return spelling;
	};

	/** `attached` is the value after the equals sign, or after the letter. */
	const add = ({path, long, allowed, isRepeatable}: Spelling, attached: string | undefined): void => {
		const before = givenBy.get(path);
		if (before !== undefined && !isRepeatable) {
			throw new UsageError(before === long ? `${long} is set twice` : `${before} and ${long} cannot be used together`);
		}

		givenBy.set(path, long);
		if (allowed === undefined) {
			if (attached !== undefined) {
				throw new UsageError(`${long} takes no value`);
			}

			spelled.push(long);
			return;
		}

		const value = attached ?? pending.pop();
		// `-1` is a value, although rarely a valid one; `--once` is the next flag.
		if (value === undefined || (attached === undefined && /^-(?:-|[a-z])/i.test(value))) {
			throw new UsageError(`${long} requires a value: ${allowed}`);
		}

		spelled.push(`${long}=${valueMark}${value}`);
	};

	for (let argument = pending.pop(); argument !== undefined; argument = pending.pop()) {
		const [flag, attached] = splitAtEquals(argument);
		const afterSeparator = argument === '--' ? pending.pop() : undefined;
		if (afterSeparator !== undefined || !/^-./s.test(argument)) {
			throw new UsageError(
				`unexpected argument ${quoted(afterSeparator ?? argument)}; mon-tui takes only flags, see --help`,
			);
		}

		if (argument === '--') {
			continue;
		}

		if (argument.startsWith('--')) {
			add(find(flag), attached);
			continue;
		}

		if (byFlag.has(`-${flag}`)) {
			throw new UsageError(`unknown flag ${quoted(flag)}; did you mean "-${flag}"?`);
		}

		// Combined letters: `-ci3` is `-c -i 3`.
		let rest = argument.slice(1);
		while (rest !== '') {
			const [letter = ''] = rest;
			const spelling = find(`-${letter}`);
			rest = rest.slice(letter.length);
			const takesRest = spelling.allowed === undefined ? rest.startsWith('=') : rest !== '';
			add(spelling, takesRest ? rest.replace(/^=/, '') : undefined);
			rest = takesRest ? '' : rest;
		}
	}

	return spelled;
}

function spellingsOf({path, leaf: {flag, switches, allowed}}: PlacedLeaf): readonly Spelling[] {
	return [
		...(flag ? [{path, long: `--${flag.name}`, short: flag.short, allowed, isRepeatable: flag.isRepeatable}] : []),
		...switches.map(({name, isNegated, short}) => ({
			path,
			long: isNegated ? `--no-${name}` : `--${name}`,
			short,
			allowed: undefined,
			isRepeatable: false,
		})),
	];
}

function flagsOf({long, short}: Spelling): readonly string[] {
	return short === undefined ? [long] : [long, `-${short}`];
}

function splitAtEquals(argument: string): [flag: string, value: string | undefined] {
	const index = argument.indexOf('=');
	return index === -1 ? [argument, undefined] : [argument.slice(0, index), argument.slice(index + 1)];
}
