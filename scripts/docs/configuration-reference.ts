import {definition} from '../../source/config/definition.js';
import type {Json} from '../../source/config/model/given.js';
import type {Leaf} from '../../source/config/model/leaf.js';
import {leavesOf, type PlacedLeaf} from '../../source/config/model/section.js';
import {commands} from '../../source/config/options/commands.js';
import {keyPresets} from '../../source/config/options/keys.js';
import {variableName} from '../../source/config/sources/environment.js';
import {keyBindings, rebind, rowOf} from '../../source/ui/input/keys.js';
import type {KeyBinding} from '../../source/ui/state/key-binding.js';
import {table} from './table.js';

const introduction = `# Configuration

The configuration file is \`$XDG_CONFIG_HOME/mon-tui/config.json\` or \`~/.config/mon-tui/config.json\`. The name
\`config.jsonc\` is also accepted. \`--config\` or the variable \`MON_TUI_CONFIG\` name another file. The file is JSON with
comments. Environment variables override the file, and flags override both.

\`\`\`jsonc
{
	// Measure once per second, and keep the memory alert at 90 % alone.
	"interval": "1s",
	"alerts": {"rules": ["memory.percentage>,90", "disks.percentage>85,95"]}
}
\`\`\`

All invalid keys, types and values are reported at once, each with its place, the value that was found and what is allowed.
mon-tui then exits with code 2. A running mon-tui keeps the previous configuration. An empty file is also an error; \`{}\` is
a configuration with all defaults.

\`mon-tui --print-config\` prints the effective configuration, with secrets masked. Its first key, \`$schema\`, names the
JSON Schema of the installed version. Editors complete and validate a file that begins with it.

- A duration is a number of seconds, or a string such as \`"500ms"\`, \`"30s"\`, \`"5m"\` or \`"1h"\`.
- A relative path in the file is relative to the directory of the file. A relative path in a variable or flag is relative to
  the working directory.
- In a variable, commas separate the items of a list. Semicolons separate alert rules, as a rule may contain commas:
  \`MON_TUI_ALERTS_RULES='memory.percentage>80,90 for 30s; disks.free<,1GiB'\`.
- An unknown variable that begins with \`MON_TUI_\` causes a warning. The variables that Kubernetes sets for a service named
  \`mon-tui\` (\`MON_TUI_PORT=tcp://…\`, \`MON_TUI_SERVICE_HOST\`) are ignored.

In the tables, a dash means that there is no flag, no variable or no default. [Command line](command-line.md) lists the flags
by topic.

## Changes while it runs

A changed file takes effect at once, whether an editor wrote it or a ConfigMap was updated, and so does \`SIGHUP\`: rules,
handlers, intervals, metrics, recordings, theme, keys and log levels change without a loss of history, queues or clients. A
file with errors changes nothing; a problem shows the place until the file is corrected. A setting that needs a restart, such
as \`server.port\`, is shown as a problem, too. \`SIGHUP\` also reads a renewed certificate again and opens a new log file;
it ends the program if its terminal was closed.

## Log

\`--log-file\` receives lines of JSON with time, level, area and message. At 10 MB the file is rotated, and three older ones
are kept. The log contains problems and alerts, at the level \`debug\` also clients, deliveries and, once a minute, the
duration of each collector. A file that logrotate moved, or that was deleted, is created again. The log cannot be written to
the terminal of the screen.

## Secrets

Secrets (tokens, passwords, URLs, headers) can be kept out of the configuration file:

- A key that ends in \`File\` names a file that contains the secret: \`passwordFile\` instead of \`password\`, and likewise
  \`urlFile\`, \`headersFile\`, \`tokenFile\`, \`loginFile\` and \`toFile\`. The variables are \`MON_TUI_TOKEN_FILE\`,
  \`MON_TUI_PUBLISH_URL_FILE\` and so on. Line breaks at the end of the file are removed. The file is read at the start and
  whenever the configuration is reloaded: on SIGHUP, or when the configuration file changes.
- \`\${NAME}\` in a secret, or in the path of such a file, is replaced by the variable of that name:
  \`"url": "https://hooks.example/\${HOOK_TOKEN}"\`, \`"passwordFile": "\${CREDENTIALS_DIRECTORY}/smtp"\`. Within a URL the value is
  percent-encoded, unless it is the whole URL. Write \`$\${NAME}\` for the literal text.

A secret and its file cannot be used together. If a file or variable is missing or empty, mon-tui reports its place and does
not start. A file that other users can write is refused. A file of your user that other users can read causes a warning,
except below \`/run/secrets\` and \`/run/credentials\`, where containers and systemd place secrets for a single reader.

\`--once\`, \`--check\`, \`--diagnose\`, \`--replay\` and \`--report\` send no notifications and record nothing. They do not need the secrets
of alerts, exports and publishing.
`;

const columns = ['key', 'description', 'value', 'default', 'flag', 'variable'];

/** Returns `docs/configuration.md`. */
export function configurationReference(): string {
	const leaves = leavesOf(definition);
	const sections = [...new Set(leaves.map(sectionOf))];
	return [
		introduction,
		...sections.flatMap(section => [
			`## ${section === '' ? 'Top level' : `\`${section}\``}\n`,
			table(columns, leaves.filter(leaf => sectionOf(leaf) === section).map(row)),
			'',
			...leaves.filter(leaf => sectionOf(leaf) === section).flatMap(objectsOf),
		]),
		'## Keys\n',
		'The actions that a key can perform on the screen, by their names in `keys`. Spaces separate several keys:',
		'`"keys": {"nextView": "y", "quit": "q ctrl+c"}`. [Keys and screen](keys-and-screen.md) lists them by topic.\n',
		table(['name', 'keys', 'description', 'available in'], keyBindings.map(keyRow)),
		'',
		'The keys of the presets, where they differ. A preset is chosen with `"keys": "htop"`, or together with custom keys:',
		'`"keys": {"preset": "htop", "quit": "Q"}`.\n',
		table(['name', ...keyPresets.map(name => `\`${name}\``)], presetRows()),
		'',
		'## Flags of a single run\n',
		'These flags have no key in the file and no variable.\n',
		table(
			['flag', 'description'],
			leavesOf(commands).map(({leaf}) => [flagsOf(leaf), sentence(leaf.help)]),
		),
		'',
	].join('\n');
}

/** Returns a row for each action whose keys differ between presets. */
function presetRows(): readonly (readonly string[])[] {
	const byPreset = keyPresets.map(name => rebind({}, name));
	return keyBindings.flatMap(({action}, index) => {
		const cells = byPreset.map(bindings => keyList(bindings[index]?.keys ?? []));
		return new Set(cells).size === 1 ? [] : [[`\`${action}\``, ...cells]];
	});
}

function keyList(keys: readonly string[]): string {
	return keys.map(key => `\`${key}\``).join(' ');
}

function keyRow({action, keys, description}: KeyBinding): readonly string[] {
	const {when, overview} = rowOf(action);
	const places = {
		fleet: 'the fleet',
		recording: 'a recording',
		alerts: 'the list of alerts',
	};
	return [
		`\`${action}\``,
		keyList(keys),
		sentence(description),
		when === undefined ? (overview ? 'everywhere' : 'a machine') : places[when],
	];
}

function sectionOf({path}: PlacedLeaf): string {
	return path.includes('.') ? (path.split('.')[0] ?? '') : '';
}

function row({path, leaf}: PlacedLeaf): readonly string[] {
	const byDefault = leaf.default === undefined ? undefined : leaf.toJson(leaf.default);
	return [
		`\`${path}\``,
		sentence(leaf.help),
		leaf.allowed.replace(/ such as 0\.5,.*"1h",/, ''),
		shownDefault(byDefault),
		flagsOf(leaf),
		leaf.fromText ? variablesOf(path, leaf) : '–',
	];
}

function variablesOf(path: string, {variable}: Leaf<unknown, string>): string {
	return [variableName(path), ...(variable === undefined ? [] : [variable])].map(name => `\`${name}\``).join(', ');
}

/** Returns the default for a cell. Long defaults are printed below the table. */
function shownDefault(value: Json | undefined): string {
	const text = value === undefined ? '' : JSON.stringify(value);
	return text === '' ? '–' : text.length > 40 ? 'see below' : `\`${text}\``;
}

function flagsOf({flag, switches}: Leaf<unknown, string>): string {
	const names = [
		...(flag ? [`--${flag.name} ${flag.placeholder}`, ...(flag.short ? [`-${flag.short}`] : [])] : []),
		...switches
			.filter(({help}) => help !== undefined)
			.flatMap(({name, isNegated, short}) => [
				isNegated ? `--no-${name}` : `--${name}`,
				...(short === undefined ? [] : [`-${short}`]),
			]),
	];
	return names.map(name => `\`${name}\``).join(', ') || '–';
}

type ObjectSchema = {
	readonly properties: Readonly<Record<string, PropertySchema>>;
	readonly required?: readonly string[];
	/** One of these is required: a secret, or the file with it. */
	readonly anyOf?: readonly {readonly required?: readonly string[]}[];
};

type PropertySchema = Partial<Omit<ObjectSchema, 'anyOf'>> & {
	readonly description?: string;
	readonly type?: string;
	readonly enum?: readonly string[];
	readonly anyOf?: readonly PropertySchema[];
	readonly items?: PropertySchema;
	/** The schema of each type. */
	readonly allOf?: readonly {readonly then?: PropertySchema}[];
	/** The schema of values that are not strings. */
	readonly else?: PropertySchema;
	readonly default?: Json;
	readonly minimum?: number;
	readonly maximum?: number;
};

/** Returns the tables of the objects in a list, one for each type. */
function objectsOf({path, leaf}: PlacedLeaf): readonly string[] {
	const {items} = leaf.schema as PropertySchema;
	const variants = items?.allOf?.map(({then: variant}) => variant) ?? [items?.else ?? items];
	const shapes = variants.flatMap(shape => (shape && isObject(shape) ? [shape] : []));
	const byDefault = leaf.default === undefined ? undefined : leaf.toJson(leaf.default);
	return shapes.flatMap(shape => {
		const type = shape.properties.type?.enum?.[0];
		return [
			`### \`${path}\`${type === undefined ? '' : `: \`"type": "${type}"\``}\n`,
			...(Array.isArray(byDefault) && byDefault.length > 0
				? [`Default:\n\n\`\`\`json\n[\n${byDefault.map(one => `\t${JSON.stringify(one)}`).join(',\n')}\n]\n\`\`\`\n`]
				: []),
			table(['key', 'description', 'value', 'default'], propertyRows(shape)),
			'',
		];
	});
}

function propertyRows(shape: ObjectSchema, parent = ''): readonly (readonly string[])[] {
	const {properties, required = [], anyOf = []} = shape;
	const eitherOf = anyOf.flatMap(({required: alternative = []}) => alternative);
	return Object.entries(properties).flatMap(([key, schema]) =>
		isObject(schema)
			? propertyRows(schema, `${parent}${key}.`)
			: [
					[
						`\`${parent}${key}\``,
						sentence(schema.description ?? ''),
						valueText(schema),
						required.includes(key)
							? 'required'
							: eitherOf.includes(key)
								? `${eitherOf.map(one => `\`${one}\``).join(' or ')}`
								: shownDefault(schema.default),
					],
				],
	);
}

function isObject(schema: PropertySchema): schema is PropertySchema & ObjectSchema {
	return schema.properties !== undefined;
}

function valueText({type, enum: choices, anyOf, minimum, maximum, items}: PropertySchema): string {
	if (anyOf) {
		return [...new Set(anyOf.filter(one => one.type !== 'null').map(valueText))].join(', or ');
	}

	if (choices) {
		return choices.map(choice => `\`"${choice}"\``).join(', ');
	}

	const range = minimum === undefined || maximum === undefined ? '' : ` from ${minimum} to ${maximum}`;
	return type === 'array' ? `list${items ? ` of ${valueText(items)}` : ''}` : `${type ?? ''}${range}`;
}

function sentence(help: string): string {
	return help.charAt(0).toUpperCase() + help.slice(1);
}
