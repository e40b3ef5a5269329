import type {AlertRule} from '../alerts/rule.js';
import {alertRules} from '../config/alert-rules.js';
import type {LoadedConfig} from '../config/load-config.js';
import {readEach, UsageError} from '../config/usage-error.js';
import {type KeyBinding, keyFaults, rebind} from '../ui/keys.js';

/** A configuration of which every setting fits the others, and what follows from it. */
export type SettledConfig = LoadedConfig & {
	readonly rules: readonly AlertRule[];
	readonly bindings: readonly KeyBinding[];
};

/** Throws a UsageError for all that does not fit together. */
export function settle(loaded: LoadedConfig): SettledConfig {
	const {config, command, subjectOf} = loaded;
	readEach(keyFaults(config.keys), ([action, fault]) => {
		throw new UsageError(`${subjectOf(`keys.${action}`)}: ${fault}`);
	});
	return {...loaded, rules: alertRules(config.alerts, command.alert), bindings: rebind(config.keys)};
}
