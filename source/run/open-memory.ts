import path from 'node:path';
import process from 'node:process';
import type {AlertMemory} from '../alert-memory/alert-memory.js';
import type {AlertRule} from '../alerts/rule.js';
import type {Config} from '../config/definition.js';
import {stateDirectory} from '../state-directory/state-directory.js';

/** Where alerts and what is undelivered of them survive a restart; `undefined` for a user without a home. */
export function spoolDirectory({alerts: {spool}}: Config): string | undefined {
	const state = stateDirectory(process.env);
	return spool ?? (state === undefined ? undefined : path.join(state, 'spool'));
}

export async function openMemory(config: Config, rules: readonly AlertRule[]): Promise<AlertMemory | undefined> {
	const directory = spoolDirectory(config);
	if (directory === undefined || rules.length === 0) {
		return undefined;
	}

	const {openAlertMemory} = await import('../alert-memory/alert-memory.js');
	return openAlertMemory({directory, rules, root: config.root});
}
