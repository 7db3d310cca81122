namespace TypedModels.Benchmarks;

// The names are those of onnxruntime_c_api.h. They stand behind pointers only.
internal struct OrtEnv;

internal struct OrtStatus;

internal struct OrtSessionOptions;

internal struct OrtSession;

internal struct OrtRunOptions;

internal struct OrtValue;

internal struct OrtMemoryInfo;

internal struct OrtAllocator;

internal struct OrtTypeInfo;

internal struct OrtTensorTypeAndShapeInfo;
