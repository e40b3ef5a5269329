import {spellOut, valueMark} from './arguments.js';
import {given, type Json} from './given.js';
import type {Leaf} from './leaf.js';
import type {PlacedLeaf, Settings} from './section.js';

/** What the flags set. Throws a UsageError for the first that is wrong. */
export async function readFlags(argv: readonly string[], leaves: readonly PlacedLeaf[]): Promise<Settings> {
	const settings = new Map<string, unknown>();
	const spelled = spellOut(argv, leaves);
	if (spelled.length === 0) {
		return settings;
	}

	// Its import takes longer than all the rest of the configuration, so only who types a flag waits for it.
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

	for (const {path, leaf} of leaves) {
		const {flag, switches} = leaf;
		const texts = flag && flags[camelCase(flag.name)];
		if (flag && Array.isArray(texts) && texts.length > 0) {
			settings.set(path, leaf.read(given(jsonOf(leaf, texts.map(withoutMark)), `--${flag.name}`)));
		}

		for (const {name, isNegated, value} of switches) {
			if (flags[camelCase(name)] === !isNegated) {
				settings.set(path, leaf.read(given(value, `--${name}`)));
			}
		}
	}

	return settings;
}

/** Every value as a list of texts: a flag that may be given once was already refused the second time. */
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
