import {isQuiet} from '../../alerts/quiet.js';
import type {MonitorState} from '../../core/state.js';
import {known} from '../../metrics/reading.js';
import {countOf} from '../../support/format.js';
import {printableLine} from '../../support/printable.js';
import {alertSign} from '../alerts/alert-lines.js';
import {selectAlerts} from '../alerts/select-alerts.js';
import {worstFirst} from '../alerts/worst-first.js';
import {severitySign} from '../diagnosis/severity.js';
import {seriousFindings} from '../diagnosis/verdict.js';
import type {Glyphs} from '../drawing/glyphs.js';
import type {ScreenState} from '../state/screen-state.js';

const maxFactLength = 60;

/** Returns the title of a window: the worst problem of the shown machine. `undefined` before the first sample. */
export function titleText({route, settings, ui, background}: ScreenState): string | undefined {
	return route.kind === 'overview'
		? `mon-tui: ${countOf(route.fleet.getState().hosts.length, 'host')}`
		: machineTitle(route.machine.monitor.store.getState(), settings.appearanceFor({...ui, background}).glyphs);
}

/** Returns the worst problem of a machine and its name; `undefined` before the first sample. */
export function machineTitle(monitor: MonitorState, glyphs: Glyphs): string | undefined {
	const {sample} = monitor;
	if (!sample) {
		return undefined;
	}

	const {system, processor} = sample.snapshot.readings;
	const host = printableLine(known(system)?.hostname ?? 'mon-tui', 40);
	const [finding] = seriousFindings(sample);
	const [alert] = worstFirst(selectAlerts(monitor).filter(one => !isQuiet(one)));
	if (finding && (finding.severity === 'critical' || alert?.level !== 'CRITICAL')) {
		return `${severitySign(finding.severity, glyphs)} ${printableLine(finding.sentence, maxFactLength)} — ${host}`;
	}

	if (alert) {
		return `${alertSign(alert.level, glyphs)} ${printableLine(alert.message, maxFactLength)} — ${host}`;
	}

	const percent = known(processor)?.total.usedPercent;
	return `${glyphs.live} ${host}${percent === undefined ? '' : ` cpu ${Math.round(percent)} %`}`;
}
