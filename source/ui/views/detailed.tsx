import {Box} from 'ink';
import {memo, useMemo} from 'react';
import {known, type Reading} from '../../metrics/reading.js';
import type {MonitorState} from '../../state.js';
import {span} from '../drawing/line.js';
import {type Block, type Content, layout, panelsOf} from '../layout.js';
import type {PanelName} from '../panel-name.js';
import {AlertsPanel} from '../panels/alerts.js';
import {CpuPanel} from '../panels/cpu.js';
import {DisksPanel} from '../panels/disks.js';
import {GpuPanel} from '../panels/gpu.js';
import {LimitsPanel} from '../panels/limits.js';
import {MemoryPanel} from '../panels/memory.js';
import {NetworkPanel} from '../panels/network.js';
import {Lines, type PanelSize} from '../panels/panel.js';
import {PressurePanel} from '../panels/pressure.js';
import {ProcessesPanel} from '../panels/processes.js';
import {StatisticsPanel} from '../panels/statistics.js';
import {TemperaturesPanel} from '../panels/temperatures.js';
import {useMonitor} from '../store-context.js';

/** Each renders again for what it follows, and not because another does. */
const panels: Readonly<Record<PanelName, React.MemoExoticComponent<(size: PanelSize) => React.ReactNode>>> = {
	cpu: memo(CpuPanel),
	memory: memo(MemoryPanel),
	disks: memo(DisksPanel),
	network: memo(NetworkPanel),
	gpu: memo(GpuPanel),
	processes: memo(ProcessesPanel),
	statistics: memo(StatisticsPanel),
	alerts: memo(AlertsPanel),
	pressure: memo(PressurePanel),
	temperatures: memo(TemperaturesPanel),
	limits: memo(LimitsPanel),
};

export type DetailedProps = {
	readonly width: number;
	readonly height: number;
	/** Not wanted. */
	readonly hidden: readonly PanelName[];
	readonly focused: PanelName | undefined;
	/** This panel alone. */
	readonly zoomed: PanelName | undefined;
};

/** The panels that have something to show, on the whole rectangle. */
export function Detailed({width, height, hidden, focused, zoomed}: DetailedProps) {
	const shape = useMonitor(shapeOf);
	const block = useMemo(() => layout(width, height, contentOf(shape, hidden)), [width, height, shape, hidden]);
	const shown: Block = zoomed === undefined ? block : {kind: 'panel', name: zoomed, width, height};
	return panelsOf(shown).length === 0 ? (
		<Lines lines={[[span('Every panel is hidden.', 'muted')]]} width={width} height={height} />
	) : (
		<BlockView block={shown} focused={zoomed ?? focused} />
	);
}

function BlockView({block, focused}: {readonly block: Block; readonly focused: PanelName | undefined}) {
	if (block.kind === 'panel') {
		const Panel = panels[block.name];
		return <Panel width={block.width} height={block.height} isFocused={block.name === focused} />;
	}

	return (
		<Box flexDirection={block.kind} width={block.width} height={block.height} flexShrink={0}>
			{block.children.map((child, index) => (
				<BlockView key={child.kind === 'panel' ? child.name : index} block={child} focused={focused} />
			))}
		</Box>
	);
}

/** The panels on a screen of that size, in the order of the focus. */
export function visiblePanels(
	state: MonitorState,
	hidden: readonly PanelName[],
	width: number,
	height: number,
): readonly PanelName[] {
	return panelsOf(layout(width, height, contentOf(shapeOf(state), hidden)));
}

/** These have a panel only where the machine has them; the others say why they are empty. */
const onlyWherePresent: ReadonlySet<PanelName> = new Set(['gpu', 'pressure', 'temperatures', 'limits']);

/** How much there is to lay out, as a primitive: it changes rarely, and only then is the layout worked out anew. */
function shapeOf({sample}: MonitorState): string {
	const readings = sample?.snapshot.readings;
	if (!sample || !readings) {
		return '1 1 1 0 0 0 gpu alerts pressure temperatures limits';
	}

	const measured = [
		'cpu',
		'memory',
		'disks',
		'network',
		'gpu',
		'processes',
		'pressure',
		'temperatures',
		'limits',
	] as const;
	const absent: PanelName[] = measured.filter(name => {
		const reading = readings[name];
		return (
			reading.state === 'disabled' || (onlyWherePresent.has(name) && reading.state !== 'ok' && isUninteresting(reading))
		);
	});
	const limits = known(readings.limits);
	if (known(readings.temperatures)?.sensors.length === 0) {
		absent.push('temperatures');
	}

	if (limits && limits.cpuLimitCores === undefined && limits.memoryLimitBytes === undefined) {
		absent.push('limits');
	}

	return [
		known(readings.cpu)?.cores.length ?? 1,
		known(readings.disks)?.length ?? 1,
		known(readings.network)?.interfaces.length ?? 1,
		known(readings.gpu)?.length ?? 0,
		known(readings.temperatures)?.sensors.length ?? 0,
		sample.alerts.length,
		...absent,
		...(sample.alerts.length === 0 ? ['alerts'] : []),
	].join(' ');
}

/** A failure is worth a panel that says so; that there is nothing to measure is not. */
function isUninteresting({state}: Reading<unknown>): boolean {
	return state === 'unsupported' || state === 'pending';
}

function contentOf(shape: string, hidden: readonly PanelName[]): Content {
	const [cores, disks, interfaces, gpus, sensors, alerts, ...absent] = shape.split(' ');
	return {
		cores: Number(cores),
		disks: Number(disks),
		interfaces: Number(interfaces),
		gpus: Number(gpus),
		sensors: Number(sensors),
		alerts: Number(alerts),
		absent: new Set([...(absent as readonly PanelName[]), ...hidden]),
	};
}
