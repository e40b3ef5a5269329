import {suggestion} from '../../support/nearest.js';
import {quoted} from '../../support/shown.js';
import type {PlacedLeaf} from '../model/section.js';
import {UsageError} from '../model/usage-error.js';

/** Stands before every value in the arguments that `spellOut` returns. */
export const valueMark = ':';

/** One way to type one setting. */
type Spelling = {
	readonly path: string;
	/** `--interval`, `--no-gpu`. */
	readonly long: string;
	readonly short: string | undefined;
	/** What the value must be; `undefined` when the flag stands alone. */
	readonly allowed: string | undefined;
	readonly isRepeatable: boolean;
};

/**
The same arguments with every flag as `--name` or `--name=:value`. Throws a UsageError for what is not a flag, lacks its
value, has one too many or is given twice.

meow reads the result. Left alone it forgives too much: it drops a repeatable flag without a value (`--disk`) and some
misspelt ones (`--gpu_backend`), turns `--once=maybe` into false, takes `--once false` for one flag, gives `--interval`
at the end the empty text, and speaks of `--logFile` when `--log-file` is repeated. The colon keeps it from taking the
quotes off a value, and from dropping an empty one.
*/
export function spellOut(argv: readonly string[], leaves: readonly PlacedLeaf[]): readonly string[] {
	const byFlag = new Map(
		leaves.flatMap(spellingsOf).flatMap(spelling => flagsOf(spelling).map(flag => [flag, spelling])),
	);
	const givenBy = new Map<string, string>();
	const spelled: string[] = [];
	const waiting = argv.toReversed();

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
			throw new UsageError(
				before === long ? `${long} is given twice` : `${before} and ${long} cannot be used together`,
			);
		}

		givenBy.set(path, long);
		if (allowed === undefined) {
			if (attached !== undefined) {
				throw new UsageError(`${long} takes no value`);
			}

			spelled.push(long);
			return;
		}

		const value = attached ?? waiting.pop();
		// `-1` is a value, if seldom a good one; `--once` is the next flag.
		if (value === undefined || (attached === undefined && /^-(?:-|[a-z])/i.test(value))) {
			throw new UsageError(`${long} needs a value: ${allowed}`);
		}

		spelled.push(`${long}=${valueMark}${value}`);
	};

	for (let argument = waiting.pop(); argument !== undefined; argument = waiting.pop()) {
		const [flag, attached] = splitAtEquals(argument);
		const afterSeparator = argument === '--' ? waiting.pop() : undefined;
		if (afterSeparator !== undefined || !/^-./s.test(argument)) {
			throw new UsageError(
				`unexpected argument ${quoted(afterSeparator ?? argument)}; there are only flags, see --help`,
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

		// Letters in one word: `-ci3` is `-c -i 3`.
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
