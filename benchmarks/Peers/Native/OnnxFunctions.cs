namespace TypedModels.Benchmarks;

/// <summary>
/// The functions of <c>onnxruntime_c_api.h</c> that are used. They stand in a table whose positions never change; those that can fail return a status, null for success.
/// </summary>
/// <param name="table">An <c>OrtApi</c>.</param>
internal sealed unsafe class OnnxFunctions(nint* table)
{
    public readonly delegate* unmanaged[Cdecl]<OrtStatus*, byte*> GetErrorMessage =
        (delegate* unmanaged[Cdecl]<OrtStatus*, byte*>)table[2];

    public readonly delegate* unmanaged[Cdecl]<int, byte*, OrtEnv**, OrtStatus*> CreateEnv =
        (delegate* unmanaged[Cdecl]<int, byte*, OrtEnv**, OrtStatus*>)table[3];

    /// <summary>The path is UTF-8 everywhere but on Windows.</summary>
    public readonly delegate* unmanaged[Cdecl]<OrtEnv*, byte*, OrtSessionOptions*, OrtSession**, OrtStatus*> CreateSession =
        (delegate* unmanaged[Cdecl]<OrtEnv*, byte*, OrtSessionOptions*, OrtSession**, OrtStatus*>)table[7];

    public readonly delegate* unmanaged[Cdecl]<OrtSession*, OrtRunOptions*, byte**, OrtValue**, nuint, byte**, nuint, OrtValue**, OrtStatus*> Run =
        (delegate* unmanaged[Cdecl]<OrtSession*, OrtRunOptions*, byte**, OrtValue**, nuint, byte**, nuint, OrtValue**, OrtStatus*>)table[9];

    public readonly delegate* unmanaged[Cdecl]<OrtSessionOptions**, OrtStatus*> CreateSessionOptions =
        (delegate* unmanaged[Cdecl]<OrtSessionOptions**, OrtStatus*>)table[10];

    public readonly delegate* unmanaged[Cdecl]<OrtSessionOptions*, int, OrtStatus*> SetIntraOpNumThreads =
        (delegate* unmanaged[Cdecl]<OrtSessionOptions*, int, OrtStatus*>)table[24];

    public readonly delegate* unmanaged[Cdecl]<OrtSession*, nuint*, OrtStatus*> SessionGetInputCount =
        (delegate* unmanaged[Cdecl]<OrtSession*, nuint*, OrtStatus*>)table[30];

    public readonly delegate* unmanaged[Cdecl]<OrtSession*, nuint*, OrtStatus*> SessionGetOutputCount =
        (delegate* unmanaged[Cdecl]<OrtSession*, nuint*, OrtStatus*>)table[31];

    public readonly delegate* unmanaged[Cdecl]<OrtSession*, nuint, OrtTypeInfo**, OrtStatus*> SessionGetInputTypeInfo =
        (delegate* unmanaged[Cdecl]<OrtSession*, nuint, OrtTypeInfo**, OrtStatus*>)table[33];

    public readonly delegate* unmanaged[Cdecl]<OrtSession*, nuint, OrtTypeInfo**, OrtStatus*> SessionGetOutputTypeInfo =
        (delegate* unmanaged[Cdecl]<OrtSession*, nuint, OrtTypeInfo**, OrtStatus*>)table[34];

    public readonly delegate* unmanaged[Cdecl]<OrtSession*, nuint, OrtAllocator*, byte**, OrtStatus*> SessionGetInputName =
        (delegate* unmanaged[Cdecl]<OrtSession*, nuint, OrtAllocator*, byte**, OrtStatus*>)table[36];

    public readonly delegate* unmanaged[Cdecl]<OrtSession*, nuint, OrtAllocator*, byte**, OrtStatus*> SessionGetOutputName =
        (delegate* unmanaged[Cdecl]<OrtSession*, nuint, OrtAllocator*, byte**, OrtStatus*>)table[37];

    /// <summary>A value over memory of the caller's.</summary>
    public readonly delegate* unmanaged[Cdecl]<OrtMemoryInfo*, void*, nuint, long*, nuint, int, OrtValue**, OrtStatus*> CreateTensorWithDataAsOrtValue =
        (delegate* unmanaged[Cdecl]<OrtMemoryInfo*, void*, nuint, long*, nuint, int, OrtValue**, OrtStatus*>)table[49];

    public readonly delegate* unmanaged[Cdecl]<OrtValue*, void**, OrtStatus*> GetTensorMutableData =
        (delegate* unmanaged[Cdecl]<OrtValue*, void**, OrtStatus*>)table[51];

    public readonly delegate* unmanaged[Cdecl]<OrtValue*, nuint*, OrtStatus*> GetStringTensorDataLength =
        (delegate* unmanaged[Cdecl]<OrtValue*, nuint*, OrtStatus*>)table[53];

    public readonly delegate* unmanaged[Cdecl]<OrtValue*, void*, nuint, nuint*, nuint, OrtStatus*> GetStringTensorContent =
        (delegate* unmanaged[Cdecl]<OrtValue*, void*, nuint, nuint*, nuint, OrtStatus*>)table[54];

    public readonly delegate* unmanaged[Cdecl]<OrtTypeInfo*, OrtTensorTypeAndShapeInfo**, OrtStatus*> CastTypeInfoToTensorInfo =
        (delegate* unmanaged[Cdecl]<OrtTypeInfo*, OrtTensorTypeAndShapeInfo**, OrtStatus*>)table[55];

    public readonly delegate* unmanaged[Cdecl]<OrtTensorTypeAndShapeInfo*, int*, OrtStatus*> GetTensorElementType =
        (delegate* unmanaged[Cdecl]<OrtTensorTypeAndShapeInfo*, int*, OrtStatus*>)table[60];

    public readonly delegate* unmanaged[Cdecl]<OrtTensorTypeAndShapeInfo*, nuint*, OrtStatus*> GetDimensionsCount =
        (delegate* unmanaged[Cdecl]<OrtTensorTypeAndShapeInfo*, nuint*, OrtStatus*>)table[61];

    public readonly delegate* unmanaged[Cdecl]<OrtTensorTypeAndShapeInfo*, long*, nuint, OrtStatus*> GetDimensions =
        (delegate* unmanaged[Cdecl]<OrtTensorTypeAndShapeInfo*, long*, nuint, OrtStatus*>)table[62];

    public readonly delegate* unmanaged[Cdecl]<OrtValue*, OrtTensorTypeAndShapeInfo**, OrtStatus*> GetTensorTypeAndShape =
        (delegate* unmanaged[Cdecl]<OrtValue*, OrtTensorTypeAndShapeInfo**, OrtStatus*>)table[65];

    public readonly delegate* unmanaged[Cdecl]<int, int, OrtMemoryInfo**, OrtStatus*> CreateCpuMemoryInfo =
        (delegate* unmanaged[Cdecl]<int, int, OrtMemoryInfo**, OrtStatus*>)table[69];

    public readonly delegate* unmanaged[Cdecl]<OrtAllocator*, void*, OrtStatus*> AllocatorFree =
        (delegate* unmanaged[Cdecl]<OrtAllocator*, void*, OrtStatus*>)table[76];

    public readonly delegate* unmanaged[Cdecl]<OrtAllocator**, OrtStatus*> GetAllocatorWithDefaultOptions =
        (delegate* unmanaged[Cdecl]<OrtAllocator**, OrtStatus*>)table[78];

    public readonly delegate* unmanaged[Cdecl]<OrtStatus*, void> ReleaseStatus =
        (delegate* unmanaged[Cdecl]<OrtStatus*, void>)table[93];

    public readonly delegate* unmanaged[Cdecl]<OrtMemoryInfo*, void> ReleaseMemoryInfo =
        (delegate* unmanaged[Cdecl]<OrtMemoryInfo*, void>)table[94];

    public readonly delegate* unmanaged[Cdecl]<OrtSession*, void> ReleaseSession =
        (delegate* unmanaged[Cdecl]<OrtSession*, void>)table[95];

    public readonly delegate* unmanaged[Cdecl]<OrtValue*, void> ReleaseValue =
        (delegate* unmanaged[Cdecl]<OrtValue*, void>)table[96];

    public readonly delegate* unmanaged[Cdecl]<OrtTypeInfo*, void> ReleaseTypeInfo =
        (delegate* unmanaged[Cdecl]<OrtTypeInfo*, void>)table[98];

    public readonly delegate* unmanaged[Cdecl]<OrtTensorTypeAndShapeInfo*, void> ReleaseTensorTypeAndShapeInfo =
        (delegate* unmanaged[Cdecl]<OrtTensorTypeAndShapeInfo*, void>)table[99];

    public readonly delegate* unmanaged[Cdecl]<OrtSessionOptions*, void> ReleaseSessionOptions =
        (delegate* unmanaged[Cdecl]<OrtSessionOptions*, void>)table[100];
}
