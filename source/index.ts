// The monitor

export {type CollectOptions, collectOnce} from './collect-once.js';
export {createMonitor, type MachineOptions, type MonitorOptions} from './create-monitor.js';
export {followSamples} from './follow-samples.js';
export type {Follower} from './follower.js';
export type {History, HistoryLimits} from './history.js';
export type {Cadence, MetricSettings} from './metrics/metric-settings.js';
export type {Monitor} from './monitor.js';
export type {Problem, ReportProblem} from './problem.js';
export type {Sample} from './sample.js';
export type {Source, Turn} from './sources/source.js';
export type {MonitorState} from './state.js';
export {type Statistics, statistics} from './statistics.js';
export type {ReadonlyStore} from './store.js';

// How the monitor is doing

export {type DebugInfo, debugInfo, type RecentError} from './health/debug-info.js';
export {type ExaminedFollowers, type ExaminedMonitor, healthReport} from './health/health-report.js';
export type {ProcessReport} from './health/process-report.js';
export type {
	CollectorReport,
	DatabaseReport,
	ExportReport,
	HandlerReport,
	HealthReport,
	HealthStatus,
	MemoryReport,
	ServerReport,
} from './health/report.js';
export type {CollectorHealth} from './metrics/collector-health.js';
export type {DurationSpread} from './metrics/durations.js';
export type {Pulse} from './pulse.js';

// What is measured

export {UnavailableError} from './metrics/collector.js';
export type {CustomCollector, CustomReadings, CustomValue} from './metrics/custom-collector.js';
export {type GpuQuery, gpuCount, isGpuAvailable, listGpus} from './metrics/gpu/availability.js';
export type {GpuBackendName} from './metrics/gpu/backend.js';
export type {SampleProcesses} from './metrics/process-sampler.js';
export {type Absent, type AbsentState, known, type Reading} from './metrics/reading.js';
export type * from './metrics/snapshot.js';
export type {MetricPath, MetricPlace} from './wire/metric-path.js';
export {readMetric} from './wire/read-metric.js';
export type {ReadSection} from './wire/sections.js';
export type {Unit} from './wire/unit.js';

// Alerts

export {
	type AlertMemory,
	type AlertMemoryOptions,
	openAlertMemory,
	type RunningMemory,
} from './alert-memory/alert-memory.js';
export type {Alert, AlertEvent, AlertEventKind, AlertLevel, AlertProcess} from './alerts/alert.js';
export {createRules} from './alerts/create-rules.js';
export {defaultRules} from './alerts/default-rules.js';
export {parseRule} from './alerts/parse-rule.js';
export type {
	PersistedEpisode,
	PersistedRule,
	PersistedSeries,
	PersistedStates,
} from './alerts/persisted-states.js';
export type {AlertRule, AlertRuleOptions} from './alerts/rule.js';
export type {Silence} from './alerts/silence.js';
export type {Restored, Watch} from './alerts/watch.js';
export {check} from './check/check.js';
export type {CheckResult} from './check/check-result.js';

// Who is told of alerts

export type {Clock} from './delivery/clock.js';
export {type DeliverOptions, deliver} from './delivery/delivery.js';
export {DeliveryError, type DeliveryErrorOptions} from './delivery/delivery-error.js';
export {type AlertFilter, componentFilter, type Hours, hoursFilter, levelFilter} from './delivery/filters.js';
export type {Handler} from './delivery/handler.js';
export {
	createHandlerSet,
	type DeliveryState,
	type HandlerOptions,
	type HandlerSet,
	type HandlerSetOptions,
	type HandlerState,
	type Update,
} from './delivery/handler-set.js';
export {type ConsoleOptions, consoleHandler} from './delivery/handlers/console.js';
export {type EmailOptions, emailHandler} from './delivery/handlers/email.js';
export {type FileOptions, fileHandler} from './delivery/handlers/file.js';
export {functionHandler} from './delivery/handlers/function.js';
export {type SlackOptions, slackHandler} from './delivery/handlers/slack.js';
export {type WebhookOptions, webhookHandler} from './delivery/handlers/webhook.js';
export {type HeartbeatOptions, heartbeat} from './delivery/heartbeat.js';
export {headline, type Notification} from './delivery/notification.js';
export type {AlertDelivery, DeadLetter, OutboxState} from './delivery/outbox-state.js';
export type {Pace} from './delivery/pace.js';
export {testNotification} from './delivery/test-notification.js';
export type {Backoff} from './retry-delay.js';
export {openSpool, type Spool, type SpoolOptions} from './state-directory/spool.js';

// Server

export type {Log, LogLevel} from './log/log.js';
export type {CommandLineOf} from './protocol/command-lines.js';
export type {AttachOptions} from './server/attach-options.js';
export {type AttachedServer, attachServer} from './server/attach-server.js';
export type {ServerOptions} from './server/server-options.js';
export type {ServerState} from './server/server-state.js';
export {ServerStartError} from './server/start-error.js';
export {type RunningServer, startServer} from './server/start-server.js';

// Client

export {type Connection, type ConnectOptions, connect} from './client/connect.js';
export {ConnectionError} from './client/connection-error.js';
export type {ConnectionStatus} from './client/connection-status.js';
export type {ServerEvent, ServerIdentity} from './client/server-event.js';
export type {Heartbeat} from './client/silence.js';
export type {HistoryWish, Subscription, WireMetricName} from './client/subscription.js';
export type {FleetHost} from './fleet/fleet-state.js';
export type {HostSummary} from './fleet/host-summary.js';
export {type RemoteSourceOptions, remoteSource} from './fleet/remote-source.js';
export type {HistoryPoint} from './protocol/history-point.js';

// Other threads

export {readSamples, type SampleReader} from './threads/read-samples.js';
export {type SharedSamples, type ShareOptions, shareSamples} from './threads/share-samples.js';

// Recordings

export {
	type DatabaseExporterOptions,
	databaseExporter,
	type RunningDatabase,
} from './exporters/database/database-exporter.js';
export {type Database, openDatabase} from './exporters/database/open-database.js';
export type {Row} from './exporters/database/row.js';
export type {RowPace} from './exporters/database/row-outbox.js';
export {BusyError, type OpenSink, RefusedError, type Sink} from './exporters/database/sink.js';
export type {ExportCounts, Exporter, RunningExport} from './exporters/exporter.js';
export {type JsonFileOptions, jsonFileExporter, type RunningFiles} from './exporters/json-file.js';
export type {Retention} from './exporters/retention.js';
export type {Moment} from './recording/moment.js';
export {openRecording, type Recording} from './recording/recording.js';
export type {RecordedEpisode} from './report/alert-log.js';
export type {RankedMetric, ReportedMetric} from './report/metric-log.js';
export type {MetricSummary} from './report/metric-summary.js';
export {createReport, type Report} from './report/report.js';
export {encodeReport} from './report/report-json.js';
export {reportText} from './report/report-text.js';
export type {Minute} from './report/worst-minutes.js';
export type {Playback, PlaybackState} from './sources/playback.js';
export {type RecordingSourceOptions, recordingSource} from './sources/recording.js';

// Text

export {formatBytes, formatDuration, formatPercent, formatRate} from './format.js';
export {formatBar} from './format-bar.js';
export {formatAlert} from './summary/format-alert.js';
export {summary} from './summary/summary.js';
export {summaryLine} from './summary/summary-line.js';
export type {SummaryOptions} from './summary/summary-options.js';
export {formatTable} from './summary/table.js';

// Protocol

export {configSchema} from './config/config-schema.js';
export {encodeMonitoringData, type MonitoringData, monitoringData} from './protocol/monitoring-data.js';
export {parseMonitoringData} from './protocol/parse-monitoring-data.js';
export type {Family, Labels, Point} from './protocol/prometheus-family.js';
export {prometheusText} from './protocol/prometheus-text.js';
export {type AsyncApiDocument, type AsyncApiOperation, asyncApi} from './protocol/schema/asyncapi.js';
export {clientMessageSchema} from './protocol/schema/client-schema.js';
export type {Schema} from './protocol/schema/schema.js';
export {serverMessageSchema} from './protocol/schema/server-schema.js';
export {version} from './version.js';
