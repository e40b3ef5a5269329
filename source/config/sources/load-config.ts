import os from 'node:os';
import {type Config, definition} from '../definition.js';
import {type Given, keyPath, memberOf, type Secrets, subjectAt, textOf} from '../model/given.js';
import {assemble, leavesOf, mergeSettings, type Settings} from '../model/section.js';
import {inspectAll, readEach, UsageError} from '../model/usage-error.js';
import {type Command, checkCommand, commands} from '../options/commands.js';
import type {Target} from '../options/connect.js';
import {checkTheme} from '../options/themes.js';
import {readConfig, readConfigText} from './config-file.js';
import {readEnvironment, unknownVariables, variableName} from './environment.js';
import {readFlags} from './flags.js';
import {parseSettings, settingsOf} from './read-settings.js';
import {argumentsWithNewNames, environmentWithNewNames} from './renamed.js';
import {openSecrets} from './secrets.js';

/** The sources of the configuration. */
export type ConfigSources = {
	/** The arguments without the program: `process.argv.slice(2)`. */
	readonly argv: readonly string[];
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly readFile?: (file: string) => Promise<string>;
	/** Returns the mistakes in the configured keys, by action. They are reported together with all other mistakes. */
	readonly keyFaults?: (keys: Readonly<Record<string, string>>) => ReadonlyMap<string, string>;
	/** Returns the home directory. May throw, as `os.homedir` does for a user without one. */
	readonly homedir?: () => string;
};

/** The result of reading file, environment and flags. */
export type LoadedConfig = {
	readonly config: Config;
	readonly command: Command;
	/** Path of the configuration file, which need not exist; `undefined` for a user without a home directory. */
	readonly configFile: string | undefined;
	/** Whether the file exists and contains more than comments. */
	readonly hasFileContent: boolean;
	/** Warnings for the user: one line each, without secrets. */
	readonly warnings: readonly string[];
};

/** Prefix that separates the settings of `commands` from those of `definition`. */
const commandPath = 'command';

/**
Loads the configuration from file, environment and flags; later ones override earlier ones. Throws a UsageError with all
mistakes, even in values that a later source overrides. Mistakes in flags are reported first, as flags name the file to
read; those in file and environment are reported together. `--help`, `--version` and `--completion` read neither file nor
environment.
*/
export async function loadConfig({
	argv,
	env: givenEnvironment,
	readFile = readConfigText,
	keyFaults = () => new Map(),
	homedir = os.homedir,
}: ConfigSources): Promise<LoadedConfig> {
	const {value: env, warnings: renamedVariables} = environmentWithNewNames(givenEnvironment);
	const secrets = openSecrets(env);
	const flags = await readFlags(
		argumentsWithNewNames(argv),
		[...leavesOf(definition), ...leavesOf(commands, commandPath)],
		{
			fromFile: secrets.fromFile,
		},
	);
	const command = assemble(commands, flags, commandPath);
	checkCommand(command, flags);
	if (command.help || command.version || command.completion) {
		const noFile = {configFile: undefined, hasFileContent: false, warnings: []};
		return {config: assemble(definition, new Map()), command, ...noFile};
	}

	const isNeeded = neededSecrets(command);
	const secretsAt = (path: string): Secrets | undefined => (isNeeded(path) ? secrets : undefined);
	const found = await readConfig(command.config, {env, readFile, homedir});
	const written = found.text === undefined ? undefined : await parseSettings(found.text, found.file, secretsAt);
	const content = written?.content;
	const [file, , environment] = inspectAll(
		() => settingsOf(content),
		() => checkKeys(content, keyFaults),
		() => readEnvironment(definition, env, {fromFile: secrets.fromFile}),
	);
	const config = assemble(definition, withImplied(mergeSettings(withoutFormerSocket([file, environment, flags]))));
	const named = [
		[variableName('theme'), environment.get('theme')],
		['--theme', flags.get('theme')],
	] as const;
	readEach(named, ([subject, name]) => {
		if (typeof name === 'string') {
			checkTheme(() => subject, name, Object.keys(config.themes));
		}
	});
	return {
		config,
		command,
		configFile: found.file,
		hasFileContent: content !== undefined,
		warnings: [
			...(written?.warnings ?? []),
			...renamedVariables,
			...unknownVariables(definition, env),
			...visibleSecrets(flags),
			...secrets.warnings,
		],
	};
}

/** Sets the log level to debug with `--debug`, and enables the server with `--listen`, unless the setting itself is given. */
function withImplied(settings: Settings): Settings {
	const implied: Settings = new Map<string, unknown>([
		...(settings.get('debug') === true ? ([['log.level', ['debug']]] as const) : []),
		...(settings.get(listen) === undefined ? [] : ([['server.enabled', true]] as const)),
	]);
	return new Map([...implied, ...settings]);
}

const listen = 'server.listen';

/** Removes a Unix socket from the settings if a later layer sets a host or a port instead. */
function withoutFormerSocket(layers: readonly Settings[]): readonly Settings[] {
	const hasPort = (layer: Settings): boolean =>
		!layer.has(listen) && (layer.has('server.host') || layer.has('server.port'));
	return layers.map((layer, index) =>
		layers.slice(index + 1).some(hasPort) ? new Map([...layer].filter(([path]) => path !== listen)) : layer,
	);
}

function checkKeys(content: Given | undefined, keyFaults: NonNullable<ConfigSources['keyFaults']>): void {
	const keys = memberOf(content, 'keys');
	const chosen = (keys?.kind === 'object' ? keys.members : []).flatMap(({key, value}): readonly [string, string][] => {
		const text = textOf(value);
		return text === undefined ? [] : [[key, text]];
	});
	readEach(keyFaults(Object.fromEntries(chosen)), ([action, fault]) => {
		throw new UsageError(`${subjectAt(content, keyPath('keys', action))}: ${fault}`);
	});
}

/** A run that ends at once sends no notification and records nothing. It needs no secrets, and may be unable to read them. */
function neededSecrets({once, check, diagnose, doctor, replay, report}: Command): (path: string) => boolean {
	const isBrief = once || check || diagnose || doctor || replay !== undefined || report !== undefined;
	const sections: readonly (keyof Config)[] = ['alerts', 'export', 'publish'];
	return path => !isBrief || !sections.some(section => isWithin(path, section));
}

/** Returns whether a path is in a section: `alerts.rules[0].metric` is within `alerts.rules`. */
function isWithin(path: string, parent: string): boolean {
	return path === parent || path.startsWith(`${parent}.`) || path.startsWith(`${parent}[`);
}

/** Returns warnings for secrets in flags. Every user of a machine can read the arguments of every process. */
function visibleSecrets(flags: Settings): readonly string[] {
	const url = flags.get('publish.url');
	const databases = (flags.get('export.to') ?? []) as readonly string[];
	const targets = (flags.get('connect') ?? []) as readonly Target[];
	const isTokenTyped = flags.has('server.token') && !flags.has('server.tokenFile');
	return [
		...(isTokenTyped ? ['--token: use MON_TUI_TOKEN or --token-file instead'] : []),
		...(targets.some(({url: address}) => /#.*token=|\/\/[^/@]+@/.test(address))
			? ['the secret in --connect: use MON_TUI_TOKEN or --token-file instead']
			: []),
		...(typeof url === 'string' && new URL(url).username !== ''
			? ['the login in --publish: use MON_TUI_PUBLISH_URL or --publish-login instead']
			: []),
		...(databases.some(database => new URL(database).password !== '')
			? ['the password in --export-to: use MON_TUI_EXPORT_TO, or password-file=FILE in the URL, instead']
			: []),
	].map(what => `the process list shows ${what}`);
}
