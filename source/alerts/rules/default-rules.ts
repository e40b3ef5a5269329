import type {AlertRuleOptions} from './rule.js';

/** The rules that apply when the configuration has none. */
export const defaultRules: readonly AlertRuleOptions[] = [
	{metric: 'memory.percentage', warning: 80, critical: 90},
	{metric: 'disks.percentage', warning: 85, critical: 95},
	{metric: 'disks.free', below: true, critical: 2 ** 30},
	{metric: 'finding *', severity: 'critical', forMs: 60_000},
];
