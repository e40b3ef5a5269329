import type {AlertRule} from '../alerts/rules/rule.js';
import {alertRules} from '../config/options/alert-rules.js';
import type {LoadedConfig} from '../config/sources/load-config.js';
import {rebind} from '../ui/input/keys.js';
import type {KeyBinding} from '../ui/state/key-binding.js';

/** A consistent configuration, with the alert rules and key bindings derived from it. */
export type SettledConfig = LoadedConfig & {
	readonly rules: readonly AlertRule[];
	readonly bindings: readonly KeyBinding[];
};

/** Derives alert rules and key bindings from a configuration. Throws a UsageError for settings that do not fit together. */
export function settle(loaded: LoadedConfig): SettledConfig {
	const {config, command} = loaded;
	return {
		...loaded,
		rules: alertRules(config.alerts, command.alert),
		bindings: rebind(config.keys.bindings, config.keys.preset),
	};
}
