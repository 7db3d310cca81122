namespace TypedModels.Benchmarks;

/// <summary>Who is measured.</summary>
internal enum PeerKind
{
    /// <summary>The managed engine of this repository.</summary>
    Managed,

    /// <summary>TensorFlow's C API with the options that every binding has: the number of threads alone is set.</summary>
    TensorFlow,

    /// <summary>TensorFlow's C API with the executor for one thread, on the caller's thread.</summary>
    TunedTensorFlow,

    /// <summary>ONNX Runtime's C API, with the memory of inputs and outputs bound.</summary>
    OnnxRuntime,
}
