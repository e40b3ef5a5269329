import type {PanelName} from '../../config/options/panel-names.js';
import type {MonitorState} from '../../core/state.js';
import type {Finding, Resource} from '../../diagnosis/finding.js';
import {known} from '../../metrics/reading.js';
import type {MachineControls} from '../input/controls.js';
import {processKey} from '../processes/rows.js';
import type {UiState} from '../state/ui-state.js';
import {withProcesses} from '../state/ui-state.js';

/** The panel that shows a resource. */
const panelOf: Readonly<Record<Resource, PanelName>> = {
	cpu: 'processor',
	memory: 'memory',
	'disk space': 'disks',
	inodes: 'disks',
	'disk io': 'disks',
	network: 'network',
	tcp: 'network',
	processes: 'processes',
	'file descriptors': 'kernel',
	'container limit': 'limits',
	services: 'limits',
	kernel: 'kernel',
	hardware: 'temperatures',
};

/** Closes the page and goes to what a finding is about: the process that causes it, otherwise the panel of its resource. */
export function goTo(finding: Finding, controls: MachineControls): void {
	const key = culpritKey(finding, controls.monitor());
	controls.change(ui => ({...withSelection(ui, key, panelOf[finding.resource]), overlay: undefined}));
}

function withSelection(ui: UiState, key: string | undefined, panel: PanelName): UiState {
	return key === undefined
		? {...ui, zoomed: undefined, focused: panel}
		: {...withProcesses(ui, {selectedKey: key, filter: ''}), zoomed: undefined, focused: 'processes'};
}

function culpritKey({culprits}: Finding, {sample}: MonitorState): string | undefined {
	const list = known(sample?.snapshot.readings.processes)?.list ?? [];
	for (const {pid, name} of culprits) {
		const process = pid === undefined ? undefined : list.find(one => one.pid === pid && one.name === name);
		if (process) {
			return processKey(process);
		}
	}

	return undefined;
}
