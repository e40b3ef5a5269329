import {suggestion} from '../../support/nearest.js';
import {given, type Secrets} from '../model/given.js';
import type {Section} from '../model/leaf.js';
import {fileEnding, leavesOf, type PlacedLeaf, readFromFile, type Settings} from '../model/section.js';
import {readEach, UsageError} from '../model/usage-error.js';

const prefix = 'MON_TUI_';

/** Returns the variable of a setting: `metrics.gpu.backend` → `MON_TUI_METRICS_GPU_BACKEND`, `server.maxClients` → `MON_TUI_SERVER_MAX_CLIENTS`. */
export function variableName(path: string): string {
	return prefix + path.replaceAll('.', '_').replace(/[A-Z]/g, '_$&').toUpperCase();
}

/** The variable that names the configuration file, as `--config` does. */
export const configVariable = `${prefix}CONFIG`;

type Environment = Readonly<Record<string, string | undefined>>;

/**
Reads the settings in the environment. An empty variable is treated as not set, as for the XDG directories. An unknown
variable is ignored here; see `unknownVariables`.
*/
export function readEnvironment(section: Section, env: Environment, secrets?: Secrets): Settings {
	const leaves = leavesOf(section);
	const byPath = new Map(leaves.map(placed => [placed.path, placed]));
	const byName = leavesByName(leaves);
	const givenBy = new Map<string, string>();
	const settings = readEach(variablesIn(env), ({name, text}): readonly [string, unknown][] => {
		const placed = byName.get(name);
		if (placed === undefined) {
			return [];
		}

		const {path, leaf} = placed;
		if (leaf.fromText === undefined) {
			throw new UsageError(`${name} is not supported: ${path} can only be set in the configuration file`);
		}

		const inFile = path.endsWith(fileEnding) ? byPath.get(path.slice(0, -fileEnding.length)) : undefined;
		const subject = inFile?.path ?? path;
		const before = givenBy.get(subject);
		if (before !== undefined) {
			throw new UsageError(`${before} and ${name} cannot be used together`);
		}

		givenBy.set(subject, name);
		const value = given(leaf.fromText(text), name, secrets);
		return [
			...(inFile ? readFromFile(inFile, value) : []),
			[path, withSeparator(placed, text, () => leaf.read(value))],
		];
	});
	return new Map(settings.flat());
}

/**
Returns a warning for each variable that looks like a setting but is none. It is not an error: other programs set variables,
too, and another version of mon-tui may know it.
*/
export function unknownVariables(section: Section, env: Environment): readonly string[] {
	const known = [...leavesByName(leavesOf(section)).keys(), configVariable];
	return variablesIn(env)
		.filter(({name}) => !known.includes(name))
		.map(({name}) => `${name} is not a known variable and is ignored${suggestion(name, known, prefix)}`);
}

function leavesByName(leaves: readonly PlacedLeaf[]): ReadonlyMap<string, PlacedLeaf> {
	return new Map(leaves.flatMap(placed => variablesOf(placed).map((name): [string, PlacedLeaf] => [name, placed])));
}

type Variable = {readonly name: string; readonly text: string};

function variablesIn(env: Environment): readonly Variable[] {
	return Object.entries(env).flatMap(([name, text = '']) =>
		name.startsWith(prefix) && text !== '' && !isServiceLink({name, text}) ? [{name, text}] : [],
	);
}

/** Suffix of variables that contain the address of a service. The name of the service comes first, with dashes as underscores. */
const serviceLink =
	/_(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT(?:_\w+)?|ADDR))?)$/;

/**
Returns whether Kubernetes, or Docker for `--link`, set the variable: for a service `mon-tui-server` both set
`MON_TUI_SERVER_PORT` to `tcp://10.0.0.7:8765`.
*/
function isServiceLink({name, text}: Variable): boolean {
	return (
		serviceLink.test(name) ||
		(name.endsWith('_PORT') && /^(?:tcp|udp|sctp):\/\//.test(text)) ||
		(name.endsWith('_NAME') && text.startsWith('/'))
	);
}

/** Adds the separator to an error if the variable contains commas where semicolons are expected. */
function withSeparator<Value>({leaf: {separator}}: PlacedLeaf, text: string, read: () => Value): Value {
	try {
		return read();
	} catch (error) {
		if (error instanceof UsageError && separator === ';' && text.includes(',')) {
			throw new UsageError(
				error.mistakes.map(mistake => `${mistake}; in a variable, items are separated by ";"`),
				{cause: error},
			);
		}

		throw error;
	}
}

function variablesOf({path, leaf}: PlacedLeaf): readonly string[] {
	return leaf.variable === undefined ? [variableName(path)] : [variableName(path), leaf.variable];
}
