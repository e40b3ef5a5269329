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

export type ConfigSources = {
	/** Without the program's own name: `process.argv.slice(2)`. */
	readonly argv: readonly string[];
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly readFile?: (file: string) => Promise<string>;
	/** What is wrong with the keys that were chosen, by what they do: the screen knows, and it is told with all the rest. */
	readonly keyFaults?: (keys: Readonly<Record<string, string>>) => ReadonlyMap<string, string>;
	/** May throw, as `os.homedir` does for a user without a home. */
	readonly homedir?: () => string;
};

export type LoadedConfig = {
	readonly config: Config;
	readonly command: Command;
	/** Where the configuration is, or would be; `undefined` for a user without a home. */
	readonly configFile: string | undefined;
	/** Whether there is such a file, and it holds more than comments. */
	readonly hasFileContent: boolean;
	/** What whoever typed this should know: one line each, nothing secret. */
	readonly warnings: readonly string[];
};

/** Keeps the settings of `commands` apart from those of `definition`. */
const commandPath = 'command';

/**
File, environment and flags as one configuration; later wins. Throws a UsageError for all that is wrong, be it overruled by
a later source or not: for flags alone, as they tell which file to read, else for file and environment together. `--help`,
`--version` and `--completion` answer whatever is in the file and the environment.
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

	const isWanted = wantedSecrets(command);
	const secretsAt = (path: string): Secrets | undefined => (isWanted(path) ? secrets : undefined);
	const found = await readConfig(command.config, {env, readFile, homedir});
	const written = found.text === undefined ? undefined : await parseSettings(found.text, found.file, secretsAt);
	const content = written?.content;
	const [file, , environment] = inspectAll(
		() => settingsOf(content),
		() => checkKeys(content, keyFaults),
		() => readEnvironment(definition, env, {fromFile: secrets.fromFile}),
	);
	const config = assemble(definition, withImplied(mergeSettings([file, environment, flags])));
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

/** Who looks for faults wants to read everything, unless a level is given. */
function withImplied(settings: Settings): Settings {
	return settings.get('debug') === true && !settings.has('log.level')
		? new Map([...settings, ['log.level', ['debug']]])
		: settings;
}

function checkKeys(content: Given | undefined, keyFaults: NonNullable<ConfigSources['keyFaults']>): void {
	const keys = memberOf(content, 'keys');
	const chosen = (keys?.kind === 'object' ? keys.members : []).flatMap(({key, value}): readonly [string, string][] => {
		const wish = textOf(value);
		return wish === undefined ? [] : [[key, wish]];
	});
	readEach(keyFaults(Object.fromEntries(chosen)), ([action, fault]) => {
		throw new UsageError(`${subjectAt(content, keyPath('keys', action))}: ${fault}`);
	});
}

/** Who looks once tells nobody and records nothing: somebody else's secrets may be out of reach then. */
function wantedSecrets({once, check, replay, report}: Command): (path: string) => boolean {
	const isBrief = once || check || replay !== undefined || report !== undefined;
	const sections: readonly (keyof Config)[] = ['alerts', 'export', 'publish'];
	return path => !isBrief || !sections.some(section => isWithin(path, section));
}

/** `alerts.rules[0].metric` is within `alerts.rules`. */
function isWithin(path: string, parent: string): boolean {
	return path === parent || path.startsWith(`${parent}.`) || path.startsWith(`${parent}[`);
}

/** Every user of a machine can read the arguments of every process, and the process cannot hide them. */
function visibleSecrets(flags: Settings): readonly string[] {
	const url = flags.get('publish.url');
	const databases = (flags.get('export.to') ?? []) as readonly string[];
	const targets = (flags.get('connect') ?? []) as readonly Target[];
	const isTokenTyped = flags.has('server.token') && !flags.has('server.tokenFile');
	return [
		...(isTokenTyped ? ['--token in the list of processes; not so MON_TUI_TOKEN and --token-file'] : []),
		...(targets.some(({url: address}) => /#.*token=|\/\/[^/@]+@/.test(address))
			? ['the secret of --connect in the list of processes; not so MON_TUI_TOKEN and --token-file']
			: []),
		...(typeof url === 'string' && new URL(url).username !== ''
			? ['what --publish tells of a user in the list of processes; not so MON_TUI_PUBLISH_URL and --publish-login']
			: []),
		...(databases.some(database => new URL(database).password !== '')
			? [
					'the password of --export-to in the list of processes; not so MON_TUI_EXPORT_TO and password-file=FILE in the URL',
				]
			: []),
	].map(what => `every user of this machine can read ${what}`);
}
