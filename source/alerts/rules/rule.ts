import type {MetricPath} from '../../measurements/metric-path.js';
import type {Unit} from '../../measurements/unit.js';
import type {AlertLevel} from '../alert.js';

/** A rule as somebody writes it. An amount is a number in the unit of the metric, or a text such as `1GiB`. */
export type AlertRuleOptions = {
	/** Names the rule. By default made of metric and direction. */
	readonly name?: string | undefined;
	/** A metric path. Without a selector each item of the list is judged by itself. */
	readonly metric: string;
	/** Low values are the bad ones. */
	readonly below?: boolean | undefined;
	/** At least one of the two thresholds. */
	readonly warning?: number | string | undefined;
	readonly critical?: number | string | undefined;
	/**
	How long a threshold must be broken, at every judgement, before the alert is raised. By default not at all: at the third
	value of a place, for the first two are not judged.
	*/
	readonly forMs?: number | undefined;
	/** Where a firing alert ends. By default 5 points, or 5 %, inside the lesser threshold. */
	readonly clear?: number | string | undefined;
	/** The shortest time between two notifications of the same level in one episode. */
	readonly cooldownMs?: number | undefined;
	readonly enabled?: boolean | undefined;
	/** Names of the handlers that deliver it. Empty: all of them. */
	readonly handlers?: readonly string[] | undefined;
};

/** A rule that can be judged. */
export type AlertRule = {
	/** No other rule of the same set has it. */
	readonly id: string;
	readonly metric: MetricPath;
	readonly unit: Unit;
	readonly direction: 'above' | 'below';
	readonly warning: number | undefined;
	readonly critical: number | undefined;
	readonly clear: number;
	readonly forMs: number;
	readonly cooldownMs: number;
	readonly isEnabled: boolean;
	readonly handlers: readonly string[];
};

/** The level that a value has by itself, whatever was before. */
export function levelOf({direction, warning, critical}: AlertRule, value: number): AlertLevel | undefined {
	const isBeyond = (limit: number | undefined): boolean =>
		limit !== undefined && (direction === 'above' ? value > limit : value < limit);
	return isBeyond(critical) ? 'CRITICAL' : isBeyond(warning) ? 'WARNING' : undefined;
}

/** Whether a firing alert ends at this value. */
export function isClear({direction, clear}: AlertRule, value: number): boolean {
	return direction === 'above' ? value <= clear : value >= clear;
}

/** The one that keeps or breaks the rule as a whole: that of WARNING, where there is one. */
export function lesserThreshold({warning, critical}: AlertRule): number {
	// No rule is without both.
	return warning ?? critical ?? Number.NaN;
}

export function thresholdOf(rule: AlertRule, level: AlertLevel): number {
	// While it fires a rule may have been changed for one without that level.
	return (level === 'CRITICAL' ? rule.critical : rule.warning) ?? lesserThreshold(rule);
}
