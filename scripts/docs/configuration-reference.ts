import {definition} from '../../source/config/definition.js';
import type {Json} from '../../source/config/model/given.js';
import type {Leaf} from '../../source/config/model/leaf.js';
import {leavesOf, type PlacedLeaf} from '../../source/config/model/section.js';
import {commands} from '../../source/config/options/commands.js';
import {variableName} from '../../source/config/sources/environment.js';
import {keyBindings, rowOf} from '../../source/ui/input/keys.js';
import type {KeyBinding} from '../../source/ui/state/key-binding.js';
import {table} from './table.js';

const introduction = `# Configuration

mon-tui reads \`$XDG_CONFIG_HOME/mon-tui/config.json\` or \`~/.config/mon-tui/config.json\`, also with the name \`config.jsonc\`, or the
file that \`--config\` or the variable \`MON_TUI_CONFIG\` names. The file is JSON with comments. Environment variables take
precedence over it, and flags over both. \`{}\` is a configuration that changes nothing; an empty file is an error.

\`\`\`jsonc
{
	// Measure once per second, and keep the memory alert at 90 % alone.
	"interval": "1s",
	"alerts": {"rules": ["memory.percentage>,90", "disks.percentage>85,95"]}
}
\`\`\`

All mistakes in the file, variables and flags are reported at once, each with its place, the value that was found and what is allowed. Then
nothing starts, and the exit code is 2. In a running program the configuration in effect stays.

\`mon-tui --print-config\` prints the configuration that results, with secrets masked. Its first key, \`$schema\`, names the JSON
Schema of the installed version: editors complete and check a file that begins with it.

- A duration is a number of seconds, or a text such as \`"500ms"\`, \`"30s"\`, \`"5m"\`, \`"1h"\`.
- A relative path in the file starts at the folder of the file, one in a variable or a flag at the current directory.
- In a variable, commas separate the items of a list, and semicolons alert rules, which may contain commas:
  \`MON_TUI_ALERTS_RULES='memory.percentage>80,90 for 30s; disks.free<,1GiB'\`.
- An unknown variable that begins with \`MON_TUI_\` causes a warning. The variables that Kubernetes sets for a service of that
  name (\`MON_TUI_PORT=tcp://…\`, \`MON_TUI_SERVICE_HOST\`) are ignored.

## Changes while it runs

A changed file takes effect at once, whether an editor wrote it or a ConfigMap was updated, and so does \`SIGHUP\`: rules, handlers,
intervals, metrics, recordings, theme, keys and log levels change without a loss of history, queues or clients. A file with errors changes
nothing; a problem shows the place until the file is corrected. A setting that needs a restart, such as \`server.port\`, is shown as a
problem, too. \`SIGHUP\` also reads a renewed certificate again and opens a new log file; it ends the program if its terminal was closed.

## Log

\`--log-file\` receives lines of JSON with time, level, area and message. At 10 MB the file is rotated, and three older ones are kept. The log
contains problems and alerts, at the level \`debug\` also clients, deliveries and, once a minute, the duration of each collector. A file
that logrotate moved, or that was deleted, is created again. The log cannot be written to the terminal of the screen.

## Secrets

Tokens, passwords, URLs and headers need not be in this file:

- A key that ends in \`File\` names a file that contains the secret: \`passwordFile\` instead of \`password\`, \`urlFile\`, \`headersFile\`,
  \`tokenFile\`, \`loginFile\`, \`toFile\`; in the environment \`MON_TUI_TOKEN_FILE\`, \`MON_TUI_PUBLISH_URL_FILE\` and so on. Line breaks at
  its end are removed. It is read at the start and again with the configuration, on SIGHUP or when the configuration changes.
- \`\${NAME}\` in a secret, or in the name of such a file, is replaced by the variable of that name:
  \`"url": "https://hooks.example/\${HOOK_TOKEN}"\`, \`"passwordFile": "\${CREDENTIALS_DIRECTORY}/smtp"\`. Within a URL it is
  percent-encoded, unless it is the whole URL. \`$\${NAME}\` stands for the text \`\${NAME}\`.

A secret and its file exclude each other. A file or variable that is missing or empty is reported with its place, and nothing starts. A file
that others can change is refused. A file that others can read causes a warning, if it is yours and not below \`/run/secrets\` or
\`/run/credentials\`, where containers and systemd put secrets for one reader.

\`--once\`, \`--check\`, \`--replay\` and \`--report\` send no notifications, exports or messages, and do not need the secrets for them.

In the tables, a dash means that there is no such flag, or no such variable. [Command line](command-line.md) lists the flags by topic.
`;

const columns = ['key', 'what', 'value', 'default', 'flag', 'variable'];

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
		'The setting `keys` maps the name of an action to its keys, separated by spaces:',
		'`"keys": {"nextView": "w", "quit": "q ctrl+c"}`. [Keys and screen](keys-and-screen.md) lists the keys by topic.\n',
		table(['action', 'keys', 'what', 'where'], keyBindings.map(keyRow)),
		'',
		'## Flags without a setting\n',
		'These flags have no key in the file and no variable.\n',
		table(
			['flag', 'what'],
			leavesOf(commands).map(({leaf}) => [flagsOf(leaf), sentence(leaf.help)]),
		),
		'',
	].join('\n');
}

function keyRow({action, keys, description}: KeyBinding): readonly string[] {
	const {when, overview} = rowOf(action);
	const places = {fleet: 'several hosts', recording: 'a recording', alerts: 'the list of alerts'};
	return [
		`\`${action}\``,
		keys.map(key => `\`${key}\``).join(' '),
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

/** A list of three rules does not fit into a cell. */
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
	/** One of these must be there: a secret, or the file with it. */
	readonly anyOf?: readonly {readonly required?: readonly string[]}[];
};

type PropertySchema = Partial<Omit<ObjectSchema, 'anyOf'>> & {
	readonly description?: string;
	readonly type?: string;
	readonly enum?: readonly string[];
	readonly anyOf?: readonly PropertySchema[];
	readonly items?: PropertySchema;
	/** An object of one type each. */
	readonly allOf?: readonly {readonly then?: PropertySchema}[];
	/** What is no text. */
	readonly else?: PropertySchema;
	readonly default?: Json;
	readonly minimum?: number;
	readonly maximum?: number;
};

/** The objects that a list holds, of each shape. */
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
			table(['key', 'what', 'value', 'default'], propertyRows(shape)),
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
