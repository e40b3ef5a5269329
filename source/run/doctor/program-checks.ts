import path from 'node:path';
import process from 'node:process';
import {stateDirectory} from '../../support/user-directories.js';
import {version} from '../../support/version.js';
import type {SettledConfig} from '../settle.js';
import type {Check} from './check.js';
import {directoryCheck} from './directory-check.js';
import {serverCheck} from './server-check.js';

const group = 'program';

/** Returns the version, the configuration, and whether the configured files and the server can be used. */
export async function programChecks(settled: SettledConfig): Promise<readonly Check[]> {
	const {config, configFile, hasFileContent, warnings} = settled;
	const {directory: recordings} = config.export;
	const {file: log} = config.log;
	return [
		{
			group,
			name: 'version',
			state: 'ok',
			found: `mon-tui ${version}, Node.js ${process.versions.node}, ${process.platform} ${process.arch}`,
		},
		{
			group,
			name: 'configuration',
			state: 'ok',
			found: hasFileContent ? `${configFile}` : `${configFile ?? 'no home directory'}: not there, defaults apply`,
		},
		...warnings.map((warning): Check => ({group, name: 'warning', state: 'limited', found: warning})),
		await spoolCheck(config.alerts.spool),
		...(recordings === undefined ? [] : [await configured('recording', recordings)]),
		...(log === undefined ? [] : [await configured('log', path.dirname(path.resolve(log)))]),
		await serverCheck(config.server),
	];
}

const spoolName = 'alerts and queues';

/** Returns whether alerts survive a restart. Without a directory for that, everything else works. */
async function spoolCheck(spool: string | undefined): Promise<Check> {
	const state = stateDirectory(process.env);
	if (spool !== undefined) {
		return configured(spoolName, spool);
	}

	const common = {group, name: spoolName} as const;
	const help = 'set XDG_STATE_HOME to a directory of this user';
	if (state === undefined) {
		return {...common, state: 'limited', found: 'no home directory: alerts do not survive a restart', help};
	}

	const result = await directoryCheck(path.join(state, 'spool'));
	return result.state === 'failed' ? {...common, ...result, state: 'limited', help} : {...common, ...result};
}

async function configured(name: string, directory: string): Promise<Check> {
	const result = await directoryCheck(directory);
	const help = result.state === 'failed' ? 'change its owner, or set another directory' : undefined;
	return {group, name, ...result, help};
}
