import {memo} from 'react';
import type {Alert} from '../../alerts/alert.js';
import {alertCounts, drawAlertSummaries, drawAlerts} from '../alerts/alert-lines.js';
import {selectAlerts} from '../alerts/select-alerts.js';
import {worstFirst} from '../alerts/worst-first.js';
import {Panel, type PanelProps} from '../boxes/panel.js';
import {useAppearance, useDelivery, useMonitor} from '../hooks/services.js';
import {type List, useList, windowOf} from '../hooks/use-list.js';
import {contentArea, type PanelDefinition} from './panel-definition.js';

/** Returns the first alerts; they are sorted by severity. */
function mostRelevant(alerts: readonly Alert[], room: number): readonly Alert[] {
	return alerts.slice(0, room);
}

function alertList(alerts: readonly Alert[], room: number): List<Alert> {
	return {rows: worstFirst(alerts), keyOf: ({id}) => id, room};
}

function AlertsPanel(props: PanelProps) {
	const size = contentArea(props);
	const {isFocused} = props;
	const appearance = useAppearance();
	const delivery = useDelivery();
	const alerts = useMonitor(selectAlerts);
	const {rows, note} = useList('alerts', alertList(alerts, size.height), isFocused, mostRelevant);
	return (
		<Panel
			{...props}
			note={note}
			detail={alertCounts(alerts, appearance.glyphs)}
			lines={(size.isStrip ? drawAlertSummaries : drawAlerts)(rows, delivery, size.width, appearance)}
		/>
	);
}

export const alerts: PanelDefinition = {
	title: 'Alerts',
	meaning: 'active alerts',
	collectors: [],
	count: sample => sample?.alerts.length || undefined,
	list: (state, {height}) => windowOf(alertList(selectAlerts(state), height)),
	Component: memo(AlertsPanel),
};
