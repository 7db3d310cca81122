namespace TypedModels;

/// <summary>The calls that are made while a model loads.</summary>
public enum WarmUp
{
    /// <summary>None: the first call of each signature prepares what it needs.</summary>
    None,

    /// <summary>One call of each signature that changes no state, with zeros of the declared shape; unknown dimensions are 1, text is empty. A call that fails is logged.</summary>
    Zeros,

    /// <summary>The requests recorded with the model in <c>assets.extra/tf_serving_warmup_requests</c>, at most 1000; zeros where there are none.</summary>
    Requests,
}
