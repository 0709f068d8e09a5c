import { z } from 'zod';

/** Where spans go; the SDK's exporter reads by itself where exactly (`OTEL_EXPORTER_OTLP_...`). Null: nothing is traced. */
export interface TracingConfig {
  readonly exporter: 'otlp' | 'console';
  readonly serviceName: string | null;
  readonly share: number;
}

const share = z
  .string()
  .transform(Number)
  .refine((value) => value >= 0 && value <= 1, { error: 'must be a number from 0 to 1' });

/** OpenTelemetry's own variables, those that we read. */
export const tracingVariables = {
  OTEL_TRACES_EXPORTER: z.enum(['otlp', 'console', 'none'], { error: 'must be otlp, console or none' }).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .string()
    .refine((text) => URL.canParse(text) && /^https?:/.test(text), { error: 'must be a URL that begins with http: or https:' })
    .optional(),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().optional(),
  OTEL_SERVICE_NAME: z.string().optional(),
  OTEL_TRACES_SAMPLER_ARG: share,
};

/** Off unless something says where spans go. */
export function tracingConfig(values: z.infer<z.ZodObject<typeof tracingVariables>>): TracingConfig | null {
  const exporter = values.OTEL_TRACES_EXPORTER ?? (values.OTEL_EXPORTER_OTLP_ENDPOINT === undefined ? 'none' : 'otlp');
  if (exporter === 'none') return null;
  return Object.freeze({
    exporter,
    serviceName: values.OTEL_SERVICE_NAME ?? null,
    share: values.OTEL_TRACES_SAMPLER_ARG,
  });
}
