// The monitor

export type {Closable} from './closable.js';
export type {CollectOptions} from './collect-once.js';
export type {MachineOptions, MonitorOptions} from './create-monitor.js';
export {followSamples} from './follow-samples.js';
export type {Follower} from './follower.js';
export type {History, HistoryLimits} from './history.js';
export {collectGarbage} from './library/collect-garbage.js';
export {collectOnce, createMonitor} from './library/monitor.js';
export type {Cadence, MetricChanges, MetricSettings} from './metrics/metric-settings.js';
export type {Monitor} from './monitor.js';
export type {Problem, ReportProblem} from './problem.js';
export type {Sample, Span} from './sample.js';
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

export {gpuCount, isGpuAvailable, listGpus} from './library/monitor.js';
export {UnavailableError} from './metrics/collector.js';
export type {CustomCollector, CustomReadings, CustomValue} from './metrics/custom-collector.js';
export type {GpuQuery} from './metrics/gpu/availability.js';
export type {GpuBackendName} from './metrics/gpu/backend.js';
export type {SampleProcesses} from './metrics/process-sampler.js';
export {type Absent, type AbsentState, known, type Reading} from './metrics/reading.js';
export type * from './metrics/snapshot.js';
export type {MetricPath, MetricPlace} from './wire/metric-path.js';
export {readMetric} from './wire/read-metric.js';
export type {ReadSection, SectionName} from './wire/sections.js';
export type {Unit} from './wire/unit.js';

// Alerts

export type {AlertMemory, AlertMemoryOptions, RunningMemory} from './alert-memory/alert-memory.js';
export type {Alert, AlertEvent, AlertEventKind, AlertLevel, AlertProcess} from './alerts/alert.js';
export type {AlertStates} from './alerts/alert-states.js';
export {defaultRules} from './alerts/default-rules.js';
export type {Episode, PlaceState} from './alerts/episode.js';
export {parseRule} from './alerts/parse-rule.js';
export type {
	PersistedEpisode,
	PersistedRule,
	PersistedSeries,
	PersistedStates,
} from './alerts/persisted-states.js';
export type {AlertRule, AlertRuleOptions} from './alerts/rule.js';
export type {Silence} from './alerts/silence.js';
export type {AlertComponent} from './alerts/subject.js';
export type {Restored, Watch} from './alerts/watch.js';
export {check} from './check/check.js';
export type {CheckResult} from './check/check-result.js';
export {openAlertMemory, openSpool} from './library/alert-memory.js';
export {changeThresholds, createRules, type RuleOptions, type Thresholds} from './library/rules.js';

// Who is told of alerts

export type {Clock} from './delivery/clock.js';
export type {DeliverOptions} from './delivery/delivery.js';
export {DeliveryError, type DeliveryErrorOptions} from './delivery/delivery-error.js';
export type {AlertFilter, Hours} from './delivery/filters.js';
export type {Handler} from './delivery/handler.js';
export type {
	DeliveryState,
	HandlerOptions,
	HandlerResult,
	HandlerSet,
	HandlerSetOptions,
	HandlerState,
	Update,
} from './delivery/handler-set.js';
export type {ConsoleOptions} from './delivery/handlers/console.js';
export type {EmailOptions} from './delivery/handlers/email.js';
export type {FileOptions} from './delivery/handlers/file.js';
export type {SlackOptions} from './delivery/handlers/slack.js';
export type {WebhookOptions} from './delivery/handlers/webhook.js';
export type {HeartbeatOptions} from './delivery/heartbeat.js';
export {headline, type Notification} from './delivery/notification.js';
export type {AlertDelivery, DeadLetter, OutboxState} from './delivery/outbox-state.js';
export type {Pace} from './delivery/pace.js';
export {testNotification} from './delivery/test-notification.js';
export {createHandlerSet, deliver} from './library/delivery.js';
export {componentFilter, hoursFilter, levelFilter} from './library/filters.js';
export {
	consoleHandler,
	emailHandler,
	fileHandler,
	functionHandler,
	heartbeat,
	slackHandler,
	webhookHandler,
} from './library/handlers.js';
export type {Backoff} from './retry-delay.js';
export type {Spool, SpoolOptions} from './state-directory/spool.js';

// Server

export {attachServer, startServer} from './library/server.js';
export type {Log, LogLevel} from './log/log.js';
export type {CommandLineOf} from './protocol/command-lines.js';
export type {AdviceTopic, Advise} from './server/advice.js';
export type {AttachOptions} from './server/attach-options.js';
export type {AttachedServer} from './server/attach-server.js';
export type {RefusalReason} from './server/refusals.js';
export type {ServerOptions} from './server/server-options.js';
export type {ServerState} from './server/server-state.js';
export {ServerStartError} from './server/start-error.js';
export type {RunningServer} from './server/start-server.js';

// Client

export type {Connection, ConnectOptions} from './client/connect.js';
export {ConnectionError, type Failure} from './client/connection-error.js';
export type {ConnectionStatus} from './client/connection-status.js';
export type {ServerEvent, ServerIdentity} from './client/server-event.js';
export type {Heartbeat} from './client/silence.js';
export type {HistoryWish, Subscription, WireMetricName} from './client/subscription.js';
export type {FleetHost} from './fleet/fleet-state.js';
export type {HostSummary} from './fleet/host-summary.js';
export type {RemoteSourceOptions} from './fleet/remote-source.js';
export {connect, remoteSource} from './library/connections.js';
export type {HistoryPoint} from './protocol/history-point.js';

// Other threads

export {shareSamples} from './library/exporters.js';
export {readSamples, type SampleReader} from './threads/read-samples.js';
export type {SharedSamples, ShareOptions} from './threads/share-samples.js';

// Recordings

export type {DatabaseExporterOptions, RunningDatabase} from './exporters/database/database-exporter.js';
export {type Database, openDatabase} from './exporters/database/open-database.js';
export type {Row} from './exporters/database/row.js';
export type {RowPace} from './exporters/database/row-outbox.js';
export {BusyError, type OpenSink, RefusedError, type Sink} from './exporters/database/sink.js';
export type {ExportCounts, Exporter, RunningExport} from './exporters/exporter.js';
export type {JsonFileOptions, RunningFiles} from './exporters/json-file.js';
export type {Retention} from './exporters/retention.js';
export {recordingSource} from './library/connections.js';
export {databaseExporter, jsonFileExporter} from './library/exporters.js';
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
export type {RecordingSourceOptions} from './sources/recording.js';

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
export type {Fields} from './protocol/readings/fields.js';
export {type AsyncApiDocument, type AsyncApiOperation, asyncApi} from './protocol/schema/asyncapi.js';
export {clientMessageSchema} from './protocol/schema/client-schema.js';
export type {Schema} from './protocol/schema/schema.js';
export {serverMessageSchema} from './protocol/schema/server-schema.js';
export type {WireData} from './protocol/wire-data.js';
export {version} from './version.js';
