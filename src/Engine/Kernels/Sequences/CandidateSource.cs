namespace TypedModels.Engine.Kernels.Sequences;

/// <summary>How candidates are drawn.</summary>
internal enum CandidateSource
{
    /// <summary>Each class is as likely.</summary>
    Uniform,

    /// <summary>Zipf's law: the classes are sorted by falling frequency.</summary>
    LogUniform,

    /// <summary>All classes, once each.</summary>
    All,
}
