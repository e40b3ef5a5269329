export type {Alert, AlertEvent, AlertEventKind, AlertLevel} from './alerts/alert.js';
export type {Follower} from './follower.js';
export {
	formatBytes,
	formatDuration,
	formatPercent,
	formatRate,
} from './format.js';
export {createHistory, type History, type HistoryLimits} from './history.js';
export {createLocalMonitor, type LocalMonitorOptions} from './local-monitor.js';
export {type AnyCollector, type Collector, type Machine, UnavailableError} from './metrics/collector.js';
export type {CollectorHealth} from './metrics/collector-health.js';
export {thisMachine} from './metrics/collectors.js';
export {gpuCount, isGpuAvailable, listGpus} from './metrics/gpu/availability.js';
export type {MetricSettings} from './metrics/metric-settings.js';
export {type Absent, type AbsentState, known, type Reading} from './metrics/reading.js';
export type * from './metrics/snapshot.js';
export {createMonitor, type Monitor, type MonitorOptions} from './monitor.js';
export type {Problem} from './problem.js';
export {encodeMonitoringData, type MonitoringData, monitoringData} from './protocol/monitoring-data.js';
export type {Sample} from './sample.js';
export {type LocalSourceOptions, localSource} from './sources/local.js';
export type {Source} from './sources/source.js';
export type {MonitorState} from './state.js';
export {type Statistics, statistics} from './statistics.js';
export type {ReadonlyStore} from './store.js';
export {summary} from './summary/summary.js';
export {summaryLine} from './summary/summary-line.js';
export type {SummaryOptions} from './summary/summary-options.js';
