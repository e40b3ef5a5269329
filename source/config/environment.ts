import {suggestion} from '../nearest.js';
import {given, type Secrets} from './given.js';
import type {Section} from './leaf.js';
import {fileEnding, leavesOf, type PlacedLeaf, readFromFile, type Settings} from './section.js';
import {readEach, UsageError} from './usage-error.js';

const prefix = 'MON_TUI_';

/** `metrics.gpu.backend` → `MON_TUI_METRICS_GPU_BACKEND`, `server.maxClients` → `MON_TUI_SERVER_MAX_CLIENTS`. */
export function variableName(path: string): string {
	return prefix + path.replaceAll('.', '_').replace(/[A-Z]/g, '_$&').toUpperCase();
}

/** An empty variable counts as not set, as it does for the XDG directories. */
export function readEnvironment(
	section: Section,
	env: Readonly<Record<string, string | undefined>>,
	secrets?: Secrets,
): Settings {
	const leaves = leavesOf(section);
	const byPath = new Map(leaves.map(placed => [placed.path, placed]));
	const byName = new Map(
		leaves.flatMap(placed => variablesOf(placed).map((name): [string, PlacedLeaf] => [name, placed])),
	);
	const givenBy = new Map<string, string>();
	const set = Object.entries(env).flatMap(([name, text]) =>
		name.startsWith(prefix) && text !== undefined && text !== '' ? [{name, text}] : [],
	);
	const settings = readEach(set, ({name, text}): readonly [string, unknown][] => {
		const placed = byName.get(name);
		if (placed === undefined) {
			throw new UsageError(`${name} is not a known variable${suggestion(name, byName.keys(), prefix)}`);
		}

		const {path, leaf} = placed;
		if (leaf.fromText === undefined) {
			throw new UsageError(`${name} cannot be set: ${path} can only be in the configuration file`);
		}

		const inFile = path.endsWith(fileEnding) ? byPath.get(path.slice(0, -fileEnding.length)) : undefined;
		const subject = inFile?.path ?? path;
		const before = givenBy.get(subject);
		if (before !== undefined) {
			throw new UsageError(`${before} and ${name} exclude each other`);
		}

		givenBy.set(subject, name);
		const value = given(leaf.fromText(text), name, secrets);
		return [...(inFile ? readFromFile(inFile, value) : []), [path, leaf.read(value)]];
	});
	return new Map(settings.flat());
}

function variablesOf({path, leaf}: PlacedLeaf): readonly string[] {
	return leaf.variable === undefined ? [variableName(path)] : [variableName(path), leaf.variable];
}
