import {given, type Json, type Secrets} from '../model/given.js';
import type {Leaf} from '../model/leaf.js';
import {fileEnding, type PlacedLeaf, readFromFile, type Settings} from '../model/section.js';
import {readEach, UsageError} from '../model/usage-error.js';
import {spellOut, valueMark} from './arguments.js';

/** Reads the settings in the arguments. Throws a UsageError for the first unknown flag, or for all invalid values. */
export async function readFlags(
	argv: readonly string[],
	leaves: readonly PlacedLeaf[],
	secrets?: Secrets,
): Promise<Settings> {
	const spelled = spellOut(argv, leaves);
	if (spelled.length === 0) {
		return new Map();
	}

	// Importing meow takes longer than everything else here, so it is imported only if there are flags.
	const {default: meow} = await import('meow');
	const flags: Readonly<Record<string, unknown>> = meow({
		importMeta: import.meta,
		pkg: {name: 'mon-tui'},
		argv: spelled,
		flags: meowFlags(leaves),
		booleanDefault: undefined,
		allowUnknownFlags: true,
		autoHelp: false,
		autoVersion: false,
	}).flags;

	const settings = readEach(leaves, ({path, leaf}) =>
		givenValues(leaf, flags).flatMap(({value, name}): readonly [string, unknown][] => {
			const inFile = leaves.find(one => path === `${one.path}${fileEnding}`);
			if (inFile && givenValues(inFile.leaf, flags).length > 0) {
				throw new UsageError(`--${inFile.leaf.flag?.name} and ${name} cannot be used together`);
			}

			const text = given(value, name, secrets);
			return [...(inFile ? readFromFile(inFile, text) : []), [path, leaf.read(text)]];
		}),
	);
	return new Map(settings.flat());
}

/** Returns the values that flags give to one setting: at most one, as `spellOut` refuses more. */
function givenValues(leaf: Leaf<unknown, string>, flags: Readonly<Record<string, unknown>>) {
	const {flag, switches} = leaf;
	const texts = flag && flags[camelCase(flag.name)];
	return [
		...(flag && Array.isArray(texts) && texts.length > 0
			? [{value: jsonOf(leaf, texts.map(withoutMark)), name: `--${flag.name}`}]
			: []),
		...switches.flatMap(({name, isNegated, value}) =>
			flags[camelCase(name)] === !isNegated ? [{value, name: `--${name}`}] : [],
		),
	];
}

/** Returns the flags for meow. Every value is a list of strings: `spellOut` has already refused repeated flags. */
function meowFlags(leaves: readonly PlacedLeaf[]) {
	const flags: Record<string, {type: 'string'; isMultiple: true} | {type: 'boolean'}> = {};
	for (const {leaf} of leaves) {
		if (leaf.flag) {
			flags[camelCase(leaf.flag.name)] = {type: 'string', isMultiple: true};
		}

		for (const {name} of leaf.switches) {
			flags[camelCase(name)] = {type: 'boolean'};
		}
	}

	return flags;
}

function jsonOf({flag, fromText = text => text}: Leaf<unknown, string>, texts: readonly string[]): Json {
	if (flag?.isRepeatable) {
		return flag.splitsAtCommas ? texts.flatMap(text => fromText(text)) : texts;
	}

	return fromText(texts[0] ?? '');
}

function withoutMark(value: unknown): string {
	return String(value).slice(valueMark.length);
}

function camelCase(name: string): string {
	return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
